namespace McpAspire.Client.Compatibility;

/// <summary>The kind of contract.</summary>
internal enum ContractKind
{
    /// <summary>The guarantees of a server: everything that it offers.</summary>
    Server,

    /// <summary>The requirements of a client: only what it sends, reads and handles.</summary>
    Client,

    /// <summary>The requirements of a server for its backend: only what it sends, reads and handles.</summary>
    Backend,
}
