namespace McpAspire.Client.Commands;

/// <summary>Writes the files that commands create.</summary>
internal static class CommandFile
{
    /// <param name="path">The file.</param>
    /// <param name="what">What it is, for the error message.</param>
    /// <param name="option">The option that names it.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, string what, string option, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (CommandException.IsFileFailure(exception))
        {
            throw new CommandException(
                $"{path}: the {what} cannot be written. Set {option} to a file in an existing folder.", cause: exception);
        }
    }

    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static Task WriteAsync(string path, string text, string what, string option, CancellationToken cancellationToken) =>
        WriteAsync(path, what, option, () => File.WriteAllTextAsync(path, text, cancellationToken));
}
