namespace McpAspire.Client.Compatibility;

/// <summary>Whose contract it is.</summary>
internal enum ContractKind
{
    /// <summary>What a server promises: everything that it offers.</summary>
    Server,

    /// <summary>What a client relies on: only what it sends, reads and handles.</summary>
    Client,

    /// <summary>What a server calls of its backend: only what it sends, reads and handles.</summary>
    Backend,
}
