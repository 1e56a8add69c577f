namespace McpAspire.Client;

/// <summary>What the program's exit code says, besides 0 for success and 1 for a failure.</summary>
internal static class ExitCode
{
    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;
}
