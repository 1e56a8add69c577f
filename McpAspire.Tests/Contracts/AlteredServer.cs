using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Contracts;

/// <summary>An MCP server on real Kestrel that lists the changed tools of another one.</summary>
internal sealed class AlteredServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AlteredServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <param name="server">The server whose tools are listed.</param>
    /// <param name="alter">Changes the tools of <c>tools/list</c>.</param>
    public static async Task<AlteredServer> StartAsync(ServerFixture server, Action<JsonArray> alter)
    {
        var listed = await server.Client.ListToolsAsync(cancellationToken: Cancellation);
        var tools = JsonSerializer.SerializeToNode(
            listed.Select(static tool => tool.ProtocolTool).ToList(), McpJsonUtilities.DefaultOptions)!
            .AsArray();
        alter(tools);
        return await StartAsync(
            server.Client.ServerInfo!.Name, tools.Deserialize<List<Tool>>(McpJsonUtilities.DefaultOptions)!, pageSize: 2);
    }

    /// <param name="name">Its name.</param>
    /// <param name="tools">Its tools.</param>
    /// <param name="pageSize">The page size.</param>
    public static async Task<AlteredServer> StartAsync(string name, IReadOnlyList<Tool> tools, int pageSize)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMcpServer(options => options.ServerInfo = new() { Name = name, Version = "1.0.0" })
            .WithHttpTransport()
            .WithListToolsHandler((request, _) => ValueTask.FromResult(Page(tools, request.Params?.Cursor, pageSize)));
        var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync(Cancellation);
        return new(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static ListToolsResult Page(IReadOnlyList<Tool> tools, string? cursor, int size)
    {
        var start = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        return new()
        {
            Tools = [.. tools.Skip(start).Take(size)],
            NextCursor = start + size < tools.Count ? (start + size).ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }
}
