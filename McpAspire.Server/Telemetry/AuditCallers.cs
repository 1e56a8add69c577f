namespace McpAspire.Server.Telemetry;

/// <summary>How callers are named in the audit log.</summary>
internal enum AuditCallers
{
    /// <summary>By the ids in their tokens: the object id (or subject) and the application's client id.</summary>
    Plain,

    /// <summary>By hashes of them: the same caller has the same hash.</summary>
    Hashed,

    /// <summary>Not at all.</summary>
    None,
}
