namespace McpAspire.Client.Commands;

/// <summary>Terminates a command with one line on standard error and an exit code.</summary>
/// <param name="message">The attempt, the response and the remedy, in one line. It may contain text of the server.</param>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="cause">The cause, if any.</param>
internal sealed class CommandException(
    string message, int exitCode = ExitCode.CouldNotRun, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Whether a file could not be read or written because of its path, permissions or the disk.</summary>
    public static bool IsFileFailure(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;
}
