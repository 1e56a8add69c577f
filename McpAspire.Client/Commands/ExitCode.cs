namespace McpAspire.Client.Commands;

/// <summary>What the exit code of the program says: the one table, for the worker and every command.</summary>
internal static class ExitCode
{
    /// <summary>It worked. <c>contract</c>: the same, or additive.</summary>
    public const int Success = 0;

    /// <summary>
    /// What was asked for failed: a tool error, a failed check of <c>doctor</c>, a breaking contract, wrong settings of the worker.
    /// </summary>
    public const int Failure = 1;

    /// <summary>
    /// Only <c>contract … --strict</c>: a risky difference. Nothing else ends with it, so a CI job that tolerates it tolerates nothing
    /// else.
    /// </summary>
    public const int Risky = 2;

    /// <summary>
    /// The command could not run: a wrong command line, no server, a wrong address, a token that is missing or refused, an answer that is
    /// not MCP, TLS, a time limit.
    /// </summary>
    public const int CouldNotRun = 3;
}
