namespace McpAspire.Client.Commands;

/// <summary>Ends a command: one line on standard error, and an exit code.</summary>
/// <param name="message">What was tried, what came back, what to do: one line. It may hold text of others.</param>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="cause">What came back, if it was an exception.</param>
internal sealed class CommandException(string message, int exitCode = ExitCode.CouldNotRun, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
