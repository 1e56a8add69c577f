using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.OpenApi;

/// <summary>The server with generated tools before a stub of their API, all on real connections.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private ApiServer(StubApi api) => Api = api;

    public StubApi Api { get; }

    public McpClient Client { get; private set; } = null!;

    public ServerHost Host { get; private set; } = null!;

    /// <param name="paths">The <c>paths</c> of the document, as JSON.</param>
    /// <param name="api">
    /// What the section of the API has besides its document and address, as JSON; by default every operation is a tool.
    /// </param>
    /// <param name="components">The <c>components</c>, as JSON.</param>
    /// <param name="version">The document's version of OpenAPI.</param>
    /// <param name="services">Changes what no setting can.</param>
    /// <param name="settings">Further settings of the server.</param>
    public static async Task<ApiServer> StartAsync(
        string paths,
        string? api = null,
        string components = "{}",
        string version = "3.1.0",
        Action<IServiceCollection>? services = null,
        params (string Name, string Value)[] settings)
    {
        var server = new ApiServer(await StubApi.StartAsync());
        server.Start(paths, api, components, version, services, settings);
        server.Client = await server.Host.ConnectAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Host.DisposeAsync();
        await Api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public async Task<Tool> ToolAsync(string name) =>
        (await Client.ListToolsAsync(cancellationToken: Cancellation))
        .Single(tool => tool.Name == name).ProtocolTool;

    private void Start(
        string paths,
        string? api,
        string components,
        string version,
        Action<IServiceCollection>? services,
        (string Name, string Value)[] settings)
    {
        var document = JsonNode.Parse(
            $$"""{"openapi":"{{version}}","info":{"title":"Shop","version":"1"},"paths":{{paths}},"components":{{components}}}""")!;
        File.WriteAllText(Path.Combine(_folder.FullName, "shop.json"), document.ToJsonString());
        var section = JsonNode.Parse(api ?? "{}")!.AsObject();
        section["Document"] = "shop.json";
        section["BaseAddress"] ??= $"{Api.Address}base";
        section["Tools"] ??= new JsonObject(
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select KeyValuePair.Create((string)operation.Value!["operationId"]!, (JsonNode?)new JsonObject { ["Title"] = "A tool" }));
        var file = Path.Combine(_folder.FullName, "apis.json");
        File.WriteAllText(
            file, new JsonObject { ["Apis"] = new JsonObject { ["shop"] = section } }.ToJsonString(JsonSerializerOptions.Web));
        Host = new ServerHost(Api.Address, services, [("APIS_FILE", file), ("READINESS_CHECK_BACKEND", "false"), .. settings]);
    }
}
