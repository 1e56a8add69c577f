using System.Globalization;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>Answers a request that never reaches MCP, in the form that MCP clients read: an HTTP status and a JSON-RPC error.</summary>
internal static class JsonRpcRefusal
{
    /// <summary>Of the range that JSON-RPC leaves to servers; the MCP SDK uses it for its own refusals too.</summary>
    private const int ServerError = -32000;

    /// <summary>Writes the refusal, without an id: nothing has read the request's.</summary>
    public static Task WriteAsync(HttpContext context, int status, string message, TimeSpan? retryAfter = null) =>
        WriteAsync(context, status, new JsonRpcError { Error = new() { Code = ServerError, Message = message } }, retryAfter);

    public static Task WriteAsync(HttpContext context, int status, JsonRpcError error, TimeSpan? retryAfter = null)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        // Not until RequestAborted: a refusal for taking too long is written when that has been cancelled.
        return context.Response.WriteAsJsonAsync(error, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcError)), contentType: "application/json", CancellationToken.None);
    }
}
