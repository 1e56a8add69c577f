using McpAspire.Server.Backend;
using McpAspire.Tests.Conformance.Content;
using McpAspire.Tests.Conformance.Tasks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance;

/// <summary>The server as it is, on a free port, with the tools, prompts and resources besides that the suite asks for; they exist in this host only.</summary>
internal sealed class ConformanceHost : WebApplicationFactory<BackendOptions>
{
    /// <summary>No tool of the suite calls the backend: nothing listens here.</summary>
    private const string NoBackend = "http://127.0.0.1:9";

    private ConformanceHost()
    {
    }

    /// <summary>Gets the MCP endpoint.</summary>
    public Uri Endpoint => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/mcp");

    public static ConformanceHost Start()
    {
        var starting = new ConformanceHost();
        starting.UseKestrel();
        starting.StartServer();
        return starting;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development").UseSetting("PORT", "0").UseSetting("BACKEND_API_URL", NoBackend);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(AddContent);
    }

    private static void AddContent(IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<McpServerOptions>, TasksExtension>();
        services.AddMcpServer()
            .WithTools([.. ContentTools.All, .. NotifyingTools.All, .. SchemaTools.All, .. DiagnosticTools.All, .. InputRequiredTools.All, .. ServerRequestTools.All, .. TaskTools.All])
            .WithPrompts<ConformancePrompts>()
            .WithResources<ConformanceResources>()
            .WithCompleteHandler((_, _) => ValueTask.FromResult(new CompleteResult { Completion = new() { Values = [], Total = 0, HasMore = false } }));
    }
}
