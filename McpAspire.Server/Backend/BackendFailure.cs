namespace McpAspire.Server.Backend;

/// <summary>How a request to the backend failed.</summary>
internal enum BackendFailure
{
    /// <summary>The response has a status other than success.</summary>
    Status,

    /// <summary>The response violates the backend's contract.</summary>
    Unreadable,

    /// <summary>The response exceeds the size limit.</summary>
    TooLarge,

    /// <summary>One item of the response exceeds the size limit of a tool result.</summary>
    ItemTooLarge,

    /// <summary>The result of a generated tool exceeds the size limit.</summary>
    ResultTooLarge,

    /// <summary>No request was sent: too many calls are in flight.</summary>
    Busy,
}
