using System.Collections.Concurrent;
using System.Text.Json;
using McpAspire.Tests.Integration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Contracts.Backend;

/// <summary>
/// The server, a recorder and the mock backend, connected by HTTP, after calls of all tools with the minimum of arguments, with all, and
/// with one that makes the server call the backend again.
/// </summary>
public sealed class BackendRecorder : IAsyncLifetime
{
    internal static readonly (string Tool, string Arguments)[] Calls =
    [
        ("get_user_profile", """{"user_id":"123"}"""),
        ("get_user_profile", """{"user_id":"user-001","include_details":true}"""),
        ("list_users", "{}"),
        ("list_users", """{"skip":1,"limit":2}"""),
        ("list_tickets", "{}"),
        ("list_tickets", """{"status":"open","skip":1,"limit":2}"""),
        ("create_ticket", """{"title":"Printer","description":"It prints nothing."}"""),
        ("create_ticket", """
            {"title":"Printer","description":"It prints nothing.","priority":"critical","assignee_id":"user-001",
             "idempotency_key":"printer-1"}
            """),
        ("query_data", """{"dataset":"orders"}"""),
        ("query_data", """
            {"dataset":"orders",
             "filters":{"region":"EMEA","express":{"eq":true},"quantity":{"gte":2},"unit_price":{"lt":500.5},
                        "product":{"contains":"a"},"status":{"in":["shipped","delivered"]}},
             "skip":1,"limit":2}
            """),
    ];

    private static readonly (string Tool, string Arguments)[] RefusedCalls = [("query_data", """{"dataset":"none"}""")];

    /// <summary>Headers that are not part of an operation: of the connection, of the trace, and the server's token.</summary>
    private static readonly HashSet<string> Plumbing = new(
        ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "traceparent", "tracestate", "Authorization"],
        StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler());
    private WebApplication? _proxy;
    private ServerHost? _server;

    /// <summary>The backend behind the recorder.</summary>
    public BackendFixture Backend { get; } = new();

    /// <summary>The requests that succeeded.</summary>
    internal IReadOnlyList<RecordedRequest> Requests => [.. _requests.Where(static request => request.Status < 400)];

    internal IReadOnlyList<McpClientTool> Tools { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Backend.InitializeAsync();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _proxy = builder.Build();
        _proxy.Run(ForwardAsync);
        await _proxy.StartAsync(Cancellation);
        _server = new ServerHost(new Uri(_proxy.Urls.Single()), ("READINESS_CHECK_BACKEND", "false"));
        await using var client = await _server.ConnectAsync();
        Tools = [.. await client.ListToolsAsync(cancellationToken: Cancellation)];
        foreach (var (tool, arguments) in Calls)
        {
            await client.CallOkAsync(tool, arguments);
        }

        foreach (var (tool, arguments) in RefusedCalls)
        {
            await client.CallFailsAsync(tool, arguments);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        _http.Dispose();
        await Backend.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), new Uri(Backend.Address, context.Request.Path + context.Request.QueryString));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        var headers = context.Request.Headers.Where(header => !Plumbing.Contains(header.Key)).ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, context.RequestAborted);
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        _requests.Enqueue(new(
            context.Request.Method,
            context.Request.Path,
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            headers,
            context.Request.ContentType,
            body.Length > 0 ? JsonElement.Parse(body.ToArray()) : null,
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            JsonElement.Parse(answer)));
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
