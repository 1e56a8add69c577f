using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>Answers a request that never reaches MCP, in the form that MCP clients read: an HTTP status and a JSON-RPC error without an id.</summary>
internal static class JsonRpcRefusal
{
    /// <summary>Of the range that JSON-RPC leaves to servers; the MCP SDK uses it for its own refusals too.</summary>
    private const int Code = -32000;

    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        var error = new JsonRpcError { Error = new() { Code = Code, Message = message } };
        return context.Response.WriteAsJsonAsync(error, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcError)), contentType: "application/json", context.RequestAborted);
    }
}
