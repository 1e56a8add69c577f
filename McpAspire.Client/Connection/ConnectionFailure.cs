using System.Text.Json;
using ModelContextProtocol;

namespace McpAspire.Client.Connection;

/// <summary>Why there is no connection, in a few words of ours: what the server wrote stays out of the log.</summary>
internal static class ConnectionFailure
{
    /// <returns><see langword="null"/> for an exception that nobody foresaw.</returns>
    public static string? Describe(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => $"HTTP {(int)status}",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "nothing answers at this address",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the name cannot be resolved",
        HttpRequestException http => $"HTTP failed, {http.HttpRequestError}",
        TimeoutException { Message: var message } => message,
        McpProtocolException protocol => $"protocol error {(int)protocol.ErrorCode}",
        { InnerException: { } inner } when Describe(inner) is { } reason => reason,
        McpException or JsonException => "the answer is not MCP",
        IOException or OperationCanceledException => "the connection was closed",
        _ => null,
    };
}
