using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>A posted JSON-RPC message, parsed once for the audit log, permission check, metrics and SDK.</summary>
internal sealed class Message
{
    /// <summary>The message's id; the default if it has none.</summary>
    public RequestId Id { get; set; }

    /// <summary>The method; <see langword="null"/> in a response, which the SDK ignores.</summary>
    public string? Method { get; set; }

    /// <summary>The name of the called tool, possibly empty; <see langword="null"/> if the message is not a tool call.</summary>
    public string? Tool { get; set; }

    /// <summary>The SHA-256 of the arguments of a tool call in canonical form.</summary>
    public byte[] ArgumentsHash { get; set; } = [];

    /// <summary>The reason of a refusal; <see langword="null"/> if the message is valid.</summary>
    public JsonRpcErrorDetail? Error { get; set; }

    /// <summary>The HTTP status of the refusal.</summary>
    public int Status { get; set; } = StatusCodes.Status400BadRequest;

    /// <summary>The text that the SDK reads instead of the body.</summary>
    public ReadOnlyMemory<byte> Json { get; set; }
}
