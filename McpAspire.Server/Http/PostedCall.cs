using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>The tool that a posted message calls.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Tool">The tool's name, as the caller wrote it.</param>
internal sealed record PostedCall(RequestId Id, string Tool);
