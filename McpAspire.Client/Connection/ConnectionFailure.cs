using System.Net;
using System.Text.Json;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Identity;
using ModelContextProtocol;

namespace McpAspire.Client.Connection;

/// <summary>Why there is no connection, in a few words of ours: what the server wrote stays out of the log.</summary>
internal static class ConnectionFailure
{
    /// <returns><see langword="null"/> for an exception that nobody foresaw.</returns>
    public static string? Describe(Exception exception) => exception switch
    {
        AccessTokenException token => token.Message.TrimEnd('.'),
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized } => "HTTP 401, the server asks for a token, or does not accept the one it got",
        HttpRequestException { StatusCode: HttpStatusCode.Forbidden } => "HTTP 403, the token lacks an app role, or the server does not answer to this host name",
        HttpRequestException { StatusCode: { } status } => $"HTTP {(int)status}",
        HttpRequestException http => HttpFailure.Describe(http),
        TimeoutException { Message: var message } => message,
        McpProtocolException protocol => $"protocol error {(int)protocol.ErrorCode}",
        { InnerException: { } inner } when Describe(inner) is { } reason => reason,
        McpException or JsonException => "the answer is not MCP",
        IOException or OperationCanceledException => "the connection was closed",
        _ => null,
    };
}
