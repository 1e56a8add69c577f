namespace McpAspire.Client.Commands;

/// <summary>The exit codes of the worker and all commands.</summary>
internal static class ExitCode
{
    /// <summary>Success. <c>contract</c>: the same, or additive.</summary>
    public const int Success = 0;

    /// <summary>Failure: a tool error, a failed check of <c>doctor</c>, a breaking contract, invalid settings of the worker.</summary>
    public const int Failure = 1;

    /// <summary>Only <c>contract … --strict</c>: a risky difference. Used for nothing else, so that a CI job can tolerate it.</summary>
    public const int Risky = 2;

    /// <summary>
    /// The command could not run: a wrong command line, no server, a wrong address, a missing or rejected token, a response that is not
    /// MCP, TLS, a timeout.
    /// </summary>
    public const int CouldNotRun = 3;
}
