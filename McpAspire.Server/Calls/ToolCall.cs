using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Calls;

/// <summary>The tool call of one request: what happened to it, for the audit log and the metrics.</summary>
internal sealed class ToolCall
{
    /// <summary>The name of every tool that does not exist: text of a caller is neither a label nor part of a log line.</summary>
    public const string UnknownTool = "unknown";

    /// <summary>The id of the JSON-RPC request.</summary>
    public RequestId Id { get; private set; }

    /// <summary>
    /// The name of a tool of this server, or <see cref="UnknownTool"/>; <see langword="null"/> if the request is no tool call.
    /// </summary>
    public string? Tool { get; private set; }

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
