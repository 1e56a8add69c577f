using McpAspire.Server.Backend;
using McpAspire.Tests.Conformance.Content;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Conformance;

/// <summary>The server on a free port, with the additional tools that the suite calls.</summary>
internal sealed class ConformanceHost : WebApplicationFactory<BackendOptions>
{
    /// <summary>Nothing listens there, because no tool of the suite calls the backend.</summary>
    private const string NoBackend = "http://127.0.0.1:9";

    private ConformanceHost()
    {
    }

    /// <summary>The MCP endpoint.</summary>
    public Uri Endpoint => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/mcp");

    public static ConformanceHost Start()
    {
        var host = new ConformanceHost();
        host.UseKestrel();
        host.StartServer();
        return host;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development").UseSetting("PORT", "0").UseSetting("BACKEND_API_URL", NoBackend);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(
            static services => services.AddMcpServer().WithTools([.. ContentTools.All, .. ProgressTool.All, .. SchemaTools.All]));
    }
}
