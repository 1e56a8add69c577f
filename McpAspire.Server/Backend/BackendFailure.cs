namespace McpAspire.Server.Backend;

/// <summary>What went wrong with an answer of the backend.</summary>
internal enum BackendFailure
{
    /// <summary>Its status is not one of success.</summary>
    Status,

    /// <summary>It is not what the backend's contract promises.</summary>
    Unreadable,

    /// <summary>It has more bytes than the server reads.</summary>
    TooLarge,

    /// <summary>One item of it is larger than an answer of a tool may be.</summary>
    ItemTooLarge,

    /// <summary>It was not asked for: too many calls are under way.</summary>
    Busy,
}
