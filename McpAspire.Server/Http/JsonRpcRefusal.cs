using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>Answers a request that never reaches MCP, in the form that MCP clients read: an HTTP status and a JSON-RPC error.</summary>
internal static class JsonRpcRefusal
{
    /// <summary>Of the range that JSON-RPC leaves to servers; the MCP SDK uses it for its own refusals too.</summary>
    private const int ServerError = -32000;

    /// <summary>Writes the refusal; without an id where nothing has read the request's.</summary>
    public static Task WriteAsync(HttpContext context, int status, string message, RequestId id = default, (string Name, string Value)? header = null) =>
        WriteAsync(context, status, new JsonRpcError { Id = id, Error = new() { Code = ServerError, Message = message } }, header);

    public static Task WriteAsync(HttpContext context, int status, JsonRpcError error, (string Name, string Value)? header = null)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        if (header is var (name, value))
        {
            context.Response.Headers[name] = value;
        }

        // Not until RequestAborted: a refusal for taking too long is written when that has been cancelled.
        return context.Response.WriteAsJsonAsync(error, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcError)), contentType: "application/json", CancellationToken.None);
    }
}
