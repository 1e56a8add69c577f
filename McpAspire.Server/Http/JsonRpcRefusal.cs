using System.Net;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>Refuses a request before it reaches the SDK, with an HTTP status and a JSON-RPC error.</summary>
internal static partial class JsonRpcRefusal
{
    /// <summary>In the range that JSON-RPC reserves for servers; the MCP SDK uses it, too.</summary>
    public const int ServerError = -32000;

    /// <summary>Writes the refusal, without an id if that of the request is unknown.</summary>
    public static Task WriteAsync(
        HttpContext context, int status, string message, RequestId id = default, (string Name, string Value)? header = null) =>
        WriteAsync(context, status, id, new() { Code = ServerError, Message = message }, header);

    public static Task WriteAsync(
        HttpContext context, int status, RequestId id, JsonRpcErrorDetail error, (string Name, string Value)? header = null)
    {
        if (status is 401 or 403 or 413 or 429 or 503)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(JsonRpcRefusal));
            Log.RequestRefused(logger, status, error.Message, context.Connection.RemoteIpAddress);
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        if (header is var (name, value))
        {
            context.Response.Headers[name] = value;
        }

        // Without RequestAborted, which is cancelled after the request's time limit.
        return context.Response.WriteAsJsonAsync(
            new JsonRpcError { Id = id, Error = error },
            McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcError)),
            contentType: "application/json",
            CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Request refused with {Status} for {Address}: {Reason}")]
        public static partial void RequestRefused(ILogger logger, int status, string reason, IPAddress? address);
    }
}
