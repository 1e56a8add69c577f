using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>Answers one POST: checks it, runs a server for it, streams what the server says.</summary>
internal sealed class McpPostHandler(
    IOptions<McpServerOptions> serverOptions,
    IOptionsFactory<McpServerOptions> serverOptionsFactory,
    IOptions<HttpServerTransportOptions> transportOptions,
    ILoggerFactory loggerFactory)
{
    private static readonly Rejection NotAcceptable = Rejection.Of(
        StatusCodes.Status406NotAcceptable, "Not Acceptable: Client must accept both application/json and text/event-stream");

    private static readonly Rejection NotJsonRpc = Rejection.Of(
        StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest, "Bad Request: The POST body did not contain a valid JSON-RPC message.");

    private static readonly Rejection NoSessions = Rejection.Of(
        StatusCodes.Status400BadRequest, "Bad Request: The Mcp-Session-Id header is not supported in stateless mode");

    public async Task HandleAsync(HttpContext context)
    {
        if (!AcceptsBothTypes(context.Request))
        {
            await NotAcceptable.WriteAsync(context);
            return;
        }

        PostedMessage? posted;
        try
        {
            posted = await PostedMessage.ReadAsync(context);
        }
        catch (JsonException)
        {
            posted = null;
        }

        if (posted is null)
        {
            await NotJsonRpc.WriteAsync(context);
            return;
        }

        if (Reject(posted) is { } rejection)
        {
            await rejection.WriteAsync(context, posted.Id);
            return;
        }

        await using var session = await RequestSession.StartAsync(context, serverOptionsFactory, transportOptions.Value, loggerFactory);
        StartEventStream(context.Response);
        Func<JsonRpcMessage?, ValueTask>? onResponseStarting = posted.IsSelfContained ? message => SetStatus(context.Response, message) : null;
        if (!await session.Transport.HandlePostRequestAsync(posted.Message, context.Response.Body, onResponseStarting, context.RequestAborted))
        {
            context.Response.Headers.ContentType = default;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private Rejection? Reject(PostedMessage posted) =>
        RevisionCheck.Header(posted, ProtocolRevisions.Accepted(serverOptions.Value.ProtocolVersion))
        ?? RevisionCheck.Body(posted)
        ?? RoutingHeaderCheck.Check(posted, serverOptions.Value)
        ?? RevisionCheck.Capabilities(posted)
        ?? RemovedMethod(posted)
        ?? (!posted.IsSelfContained && posted.Headers[McpHeaders.SessionId].ToString().Length > 0 ? NoSessions : null);

    private static bool AcceptsBothTypes(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MatchesMediaType("application/json")) && accepted.Any(type => type.MatchesMediaType("text/event-stream"));
    }

    private static Rejection? RemovedMethod(PostedMessage posted) =>
        posted.IsSelfContained && posted.Message is JsonRpcRequest request && request.Method is RequestMethods.Initialize or RequestMethods.Ping
#pragma warning disable MCP9005 // Deprecated, named here only to be refused.
            or RequestMethods.LoggingSetLevel or RequestMethods.ResourcesSubscribe or RequestMethods.ResourcesUnsubscribe
#pragma warning restore MCP9005
            ? Rejection.Of(StatusCodes.Status404NotFound, McpErrorCode.MethodNotFound,
                $"Method '{request.Method}' is not available on protocol version '{posted.Revision}'.")
            : null;

    private static void StartEventStream(HttpResponse response)
    {
        response.Headers.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache,no-store";
        // Neither compression nor a proxy's buffer may hold events back.
        response.Headers.ContentEncoding = "identity";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }

    /// <summary>Gives the status of SEP-2575 to an error that is the first thing said; later, the status is on its way.</summary>
    private static ValueTask SetStatus(HttpResponse response, JsonRpcMessage? first)
    {
        if (first is JsonRpcError { Error: { } error } && !response.HasStarted)
        {
            response.StatusCode = error.Code switch
            {
                (int)McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
                (int)McpErrorCode.MissingRequiredClientCapability or (int)McpErrorCode.UnsupportedProtocolVersion or (int)McpErrorCode.HeaderMismatch
                    => StatusCodes.Status400BadRequest,
                _ => response.StatusCode,
            };
        }

        return default;
    }
}
