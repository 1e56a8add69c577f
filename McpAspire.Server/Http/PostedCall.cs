using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>The tool that a posted message calls.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Tool">The tool's name, as the caller wrote it; empty where there is none.</param>
/// <param name="Arguments">The SHA-256 of the canonical form of its arguments.</param>
internal sealed record PostedCall(RequestId Id, string Tool, byte[] Arguments);
