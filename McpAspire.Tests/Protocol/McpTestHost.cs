using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Protocol;

/// <summary>An MCP server on Kestrel, on a port of the system's choice, with fixture tools.</summary>
internal sealed class McpTestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private McpTestHost(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public Uri Endpoint => new(Http.BaseAddress!, "mcp");

    public CallGate Gate => _app.Services.GetRequiredService<CallGate>();

    public static async Task<McpTestHost> StartAsync(Action<WebApplicationBuilder, IMcpServerBuilder>? configure = null, Action<WebApplication>? use = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddHttpContextAccessor().AddScoped<RequestMark>().AddSingleton<CallGate>();
        var mcp = builder.Services.AddMcpServer(options => options.ServerInfo = new() { Name = "fixture", Version = "1" })
            .WithHttpTransport()
            .WithTools<FixtureTools>();
        configure?.Invoke(builder, mcp);

        var app = builder.Build();
        use?.Invoke(app);
        app.MapMcp("/mcp");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new McpTestHost(app);
    }

    public Task<McpAnswer> SendAsync(McpCall call) => SendUntilAsync(call, TestContext.Current.CancellationToken);

    public async Task<McpAnswer> SendUntilAsync(McpCall call, CancellationToken cancellationToken)
    {
        using var request = call.ToRequest(Endpoint);
        using var response = await Http.SendAsync(request, cancellationToken);
        return await McpAnswer.ReadAsync(response, cancellationToken);
    }

    public Task<McpClient> ConnectAsync(McpClientOptions? options = null) => McpClient.CreateAsync(
        new HttpClientTransport(new() { Endpoint = Endpoint, TransportMode = HttpTransportMode.StreamableHttp }),
        options, cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
