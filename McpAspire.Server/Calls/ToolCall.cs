using McpAspire.Server.Identity;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Calls;

/// <summary>The tool call of a request and its outcome, for the audit log and the metrics.</summary>
internal sealed class ToolCall
{
    /// <summary>Replaces the name of a tool that does not exist: no text of a caller in labels and log lines.</summary>
    public const string UnknownTool = "unknown";

    /// <summary>The id of the JSON-RPC request.</summary>
    public RequestId Id { get; private set; }

    /// <summary>
    /// The name of a tool of this server, or <see cref="UnknownTool"/>; <see langword="null"/> if the request is not a tool call.
    /// </summary>
    public string? Tool { get; private set; }

    /// <summary>The tool, once the caller's permission was checked.</summary>
    public ServedTool? Target { get; set; }

    /// <summary>Whose identity the API sees; <see langword="null"/> if the call was refused before.</summary>
    public CallIdentity? Identity { get; set; }

    /// <summary>The SHA-256 of the arguments in canonical form.</summary>
    public byte[] ArgumentsHash { get; private set; } = [];

    /// <summary><c>ok</c>, <c>error</c> or <c>cancelled</c>. A call that does not reach its tool is a protocol error.</summary>
    public string Outcome { get; private set; } = "error";

    /// <summary>The error code that the caller received.</summary>
    public string? ErrorCode { get; private set; } = "PROTOCOL_ERROR";

    /// <summary>The reason in the error's details.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether the outcome was set.</summary>
    public bool HasEnded { get; private set; }

    public void Begin(RequestId id, string tool, byte[] argumentsHash) => (Id, Tool, ArgumentsHash) = (id, tool, argumentsHash);

    public void Succeed() => End("ok", null, null);

    public void Cancel() => End("cancelled", null, null);

    public void Fail(string errorCode, string? reason = null) => End("error", errorCode, reason);

    private void End(string outcome, string? errorCode, string? reason) =>
        (Outcome, ErrorCode, Reason, HasEnded) = (outcome, errorCode, reason, true);
}
