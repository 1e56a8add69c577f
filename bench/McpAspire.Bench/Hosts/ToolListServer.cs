using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace McpAspire.Bench.Hosts;

/// <summary>An MCP server with the product's tools, repeated under other names, 100 on a page.</summary>
internal sealed class ToolListServer : IAsyncDisposable
{
    private const int PageSize = 100;

    private readonly WebApplication _app;

    private ToolListServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <param name="count">Number of tools.</param>
    /// <param name="isChanged">Whether each tool has another description, one more required argument, and one result property less.</param>
    public static async Task<ToolListServer> StartAsync(int count, bool isChanged)
    {
        var file = await File.ReadAllTextAsync(Repository.PathOf("McpAspire.Server", "contract.json"));
        var contract = JsonNode.Parse(file)!["tools"]!.AsObject().ToList();
        var tools = Enumerable.Range(0, count).Select(index => contract[index % contract.Count]).Select((tool, index) =>
            Create($"{tool.Key}_{index}", tool.Value!, isChanged)).ToList();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMcpServer().WithHttpTransport().WithListToolsHandler((request, _) =>
            ValueTask.FromResult(Page(tools, request.Params?.Cursor)));
        var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Tool Create(string name, JsonNode tool, bool isChanged)
    {
        var (input, output) = (tool["input_schema"]!.DeepClone().AsObject(), tool["output_schema"]!.DeepClone().AsObject());
        if (isChanged)
        {
            input["properties"]!["tenant"] = new JsonObject { ["type"] = "string" };
            var required = input["required"]?.AsArray() ?? [];
            input["required"] = new JsonArray([.. required.Select(static one => one!.DeepClone()), "tenant"]);
            output["properties"]!.AsObject().RemoveAt(0);
        }

        return new()
        {
            Name = name,
            Title = (string?)tool["title"],
            Description = $"{tool["description"]}{(isChanged ? " Changed." : string.Empty)}",
            InputSchema = JsonElement.Parse(input.ToJsonString()),
            OutputSchema = JsonElement.Parse(output.ToJsonString()),
        };
    }

    private static ListToolsResult Page(List<Tool> tools, string? cursor)
    {
        var start = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        return new()
        {
            Tools = [.. tools.Skip(start).Take(PageSize)],
            NextCursor = start + PageSize < tools.Count ? (start + PageSize).ToString(CultureInfo.InvariantCulture) : null,
        };
    }
}
