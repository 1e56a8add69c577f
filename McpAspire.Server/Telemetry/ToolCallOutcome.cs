namespace McpAspire.Server.Telemetry;

/// <summary>How the tool call of a request ended. Until the tool's own pipeline has said it, it is a call that was refused before.</summary>
internal sealed class ToolCallOutcome
{
    /// <summary>ok, error or cancelled.</summary>
    public string Outcome { get; private set; } = "error";

    /// <summary>The error that the caller saw.</summary>
    public string? ErrorCode { get; private set; } = "PROTOCOL_ERROR";

    /// <summary>Its reason, one of the few of the error's details.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether <see cref="Set"/> has been called.</summary>
    public bool IsKnown { get; private set; }

    public void Set(string outcome, string? errorCode = null, string? reason = null) => (Outcome, ErrorCode, Reason, IsKnown) = (outcome, errorCode, reason, true);
}
