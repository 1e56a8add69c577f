namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Why a token was requested.</summary>
internal enum TokenReason
{
    /// <summary>There was none, or it had expired.</summary>
    Missing,

    /// <summary>It was about to expire.</summary>
    Ending,

    /// <summary>It was rejected.</summary>
    Rejected,
}
