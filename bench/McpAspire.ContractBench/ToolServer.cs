using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace McpAspire.ContractBench;

/// <summary>An MCP server whose tools are those of this repository's server, again and again under other names; 100 a page.</summary>
internal sealed class ToolServer : IAsyncDisposable
{
    private const int PageSize = 100;

    private readonly WebApplication _app;

    private ToolServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <param name="count">How many tools it has.</param>
    /// <param name="isChanged">Whether each of them has another description, one argument that is required, and one result less.</param>
    public static async Task<ToolServer> StartAsync(int count, bool isChanged)
    {
        var contract = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "contract.json")))!["tools"]!.AsObject().ToList();
        var tools = Enumerable.Range(0, count).Select(index => Make($"{contract[index % contract.Count].Key}_{index}", contract[index % contract.Count].Value!, isChanged)).ToList();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMcpServer().WithHttpTransport().WithListToolsHandler((request, _) => ValueTask.FromResult(Page(tools, request.Params?.Cursor)));
        var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Tool Make(string name, JsonNode tool, bool isChanged)
    {
        var (input, output) = (tool["input_schema"]!.DeepClone().AsObject(), tool["output_schema"]!.DeepClone().AsObject());
        if (isChanged)
        {
            input["properties"]!["tenant"] = new JsonObject { ["type"] = "string" };
            input["required"] = new JsonArray([.. (input["required"]?.AsArray() ?? []).Select(static one => one!.DeepClone()), "tenant"]);
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
        var start = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        return new()
        {
            Tools = [.. tools.Skip(start).Take(PageSize)],
            NextCursor = start + PageSize < tools.Count ? (start + PageSize).ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }
}
