namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Why a token was asked for.</summary>
internal enum TokenReason
{
    /// <summary>There was none, or it had ended.</summary>
    Missing,

    /// <summary>It was to end soon.</summary>
    Ending,

    /// <summary>It was not accepted.</summary>
    Rejected,
}
