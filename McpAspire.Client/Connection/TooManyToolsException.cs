using ModelContextProtocol;

namespace McpAspire.Client.Connection;

/// <summary>A server lists more tools than anybody could have, or does not come to an end.</summary>
internal sealed class TooManyToolsException(string message) : McpException(message);
