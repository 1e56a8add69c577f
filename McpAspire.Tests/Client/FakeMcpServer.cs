using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Compatibility;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Client;

/// <summary>An MCP server on real Kestrel whose tools return what a test specifies.</summary>
internal sealed class FakeMcpServer : IAsyncDisposable
{
    private static readonly JsonElement AnyArguments = JsonElement.Parse("""{"type":"object"}""");

    private readonly WebApplication _app;
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeMcpServer(WebApplication app) => _app = app;

    /// <summary>The result of each tool. A tool without a result is not listed.</summary>
    public Dictionary<string, CallToolResult> Answers { get; } = new()
    {
        ["list_users"] = Success("""
            {"total":50,
             "items":[{"id":"u-001","name":"Ada Secret","email":"ada@example.com","created_at":"2026-01-02T03:04:05Z"}],
             "skip":0,"limit":10,"has_more":true,"next_skip":10}
            """),
        ["get_user_profile"] = Success("""
            {"id":"123","name":"Ada Secret","email":"ada@example.com","created_at":"2026-01-02T03:04:05Z",
             "details":{"department":"Secret"}}
            """),
        ["list_tickets"] = Success($$"""{"total":7,"items":[{{Ticket}}],"skip":0,"limit":10,"has_more":false,"truncated":false}"""),
        ["query_data"] = Success("""
            {"dataset":"users","rows":1,"data":[{"email":"ada@example.com"}],"total":50,"skip":0,"limit":1,"has_more":true,
             "next_skip":1,"truncated":false}
            """),
        ["create_ticket"] = Success(Ticket),
    };

    /// <summary>Handles a call of this tool; default: <see cref="Answers"/>.</summary>
    public Func<string, CallToolResult>? Answer { get; set; }

    /// <summary>The descriptions of tools; others accept any arguments and have no description.</summary>
    public Dictionary<string, Tool> Descriptions { get; } = [];

    /// <summary>The received calls, in order.</summary>
    public ConcurrentQueue<(string Tool, JsonElement Arguments)> Calls { get; } = [];

    /// <summary>The <c>Authorization</c> header of each request; null if there was none.</summary>
    public ConcurrentQueue<string?> Authorizations { get; } = [];

    /// <summary>Handles a request by its <c>Authorization</c> header; returns false to pass it on to the MCP server.</summary>
    public Func<HttpContext, string?, bool> Refuses { get; set; } = static (_, _) => false;

    /// <summary>The page size of <c>tools/list</c>.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The cursor of every page of <c>tools/list</c>; <see langword="null"/> for correct ones.</summary>
    public string? NextCursor { get; set; }

    /// <summary>Blocks all calls until it completes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Completes when the first call is received.</summary>
    public Task Called => _called.Task;

    public Uri Address => new(_app.Urls.First());

    private static string Ticket => """
        {"id":"t-1","title":"Secret title","description":"Secret text","priority":"high","status":"in_progress",
         "created_at":"2026-01-02T03:04:05Z","updated_at":"2026-02-03T04:05:06Z"}
        """;

    public static CallToolResult Success(string json) =>
        new() { StructuredContent = JsonElement.Parse(json), Content = [new TextContentBlock { Text = json }] };

    public static CallToolResult Failure(string text) => new() { IsError = true, Content = [new TextContentBlock { Text = text }] };

    /// <summary>Starts a server whose tools meet the client's contract.</summary>
    /// <param name="port">The port to listen on; 0 selects a free one.</param>
    public static async Task<FakeMcpServer> StartOfContractAsync(int port = 0)
    {
        var server = await StartAsync(port);
        foreach (var (name, contract) in OwnContract.Value.Tools)
        {
            server.Descriptions[name] = new()
            {
                Name = name,
                InputSchema = contract.InputSchema,
                OutputSchema = contract.OutputSchema,
                Annotations = new()
                {
                    ReadOnlyHint = contract.Annotations?.ReadOnlyHint,
                    DestructiveHint = contract.Annotations?.DestructiveHint,
                },
                Meta = new JsonObject
                {
                    ["mcpaspire/errors"] = JsonSerializer.SerializeToNode(contract.Errors),
                    ["mcpaspire/limits"] = new JsonObject { ["deadline_seconds"] = contract.Limits?.DeadlineSeconds },
                },
            };
        }

        return server;
    }

    /// <param name="port">The port to listen on; 0 selects a free one.</param>
    public static async Task<FakeMcpServer> StartAsync(int port = 0)
    {
        FakeMcpServer? server = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddMcpServer(options => options.ServerInfo = new() { Name = "fake", Version = "9.8.7" })
            .WithHttpTransport()
            .WithListToolsHandler((request, _) => ValueTask.FromResult(server!.List(request.Params?.Cursor)))
            .WithCallToolHandler((request, cancellationToken) => server!.CallAsync(request.Params!, cancellationToken));
        var app = builder.Build();
        app.Use((context, next) => server!.GuardAsync(context, next));
        app.MapMcp("/mcp");
        server = new FakeMcpServer(app);
        await app.StartAsync(Cancellation);
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var authorization = context.Request.Headers.Authorization.SingleOrDefault();
        Authorizations.Enqueue(authorization);
        return Refuses(context, authorization) ? Task.CompletedTask : next(context);
    }

    private ListToolsResult List(string? cursor)
    {
        var start = string.IsNullOrEmpty(cursor) ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var next = start + PageSize;
        return new()
        {
            Tools = [
                .. Answers.Keys.Skip(start)
                    .Take(PageSize)
                    .Select(name => Descriptions.GetValueOrDefault(name) ?? new Tool { Name = name, InputSchema = AnyArguments })],
            NextCursor = NextCursor ?? (next < Answers.Count ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
        };
    }

    private async ValueTask<CallToolResult> CallAsync(CallToolRequestParams call, CancellationToken cancellationToken)
    {
        Calls.Enqueue((call.Name, JsonSerializer.SerializeToElement(call.Arguments)));
        _called.TrySetResult();
        await Gate.WaitAsync(cancellationToken);
        return Answer?.Invoke(call.Name) ?? Answers[call.Name];
    }
}
