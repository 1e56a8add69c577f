using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>A posted JSON-RPC message. Audit log, permission check, metrics and SDK all use this one reading.</summary>
internal sealed record Message
{
    /// <summary>The message's id; the default if it has none.</summary>
    public RequestId Id { get; init; }

    /// <summary>Whether the message has a method; without one it is a response, which the SDK ignores.</summary>
    public string? Method { get; init; }

    /// <summary>The name of the called tool, possibly empty; <see langword="null"/> if the message is no tool call.</summary>
    public string? Tool { get; init; }

    /// <summary>The SHA-256 of the arguments of a tool call in canonical form.</summary>
    public byte[] ArgumentsHash { get; init; } = [];

    /// <summary>Why the message is refused; <see langword="null"/> if it is not.</summary>
    public JsonRpcErrorDetail? Error { get; init; }

    /// <summary>The HTTP status of the refusal.</summary>
    public int Status { get; init; } = StatusCodes.Status400BadRequest;

    /// <summary>The text that the SDK reads instead of the body.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }
}
