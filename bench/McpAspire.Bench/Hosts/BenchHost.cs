using System.Reflection;
using System.Text.Json;
using McpAspire.Server;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Calls;
using McpAspire.Server.Hosting;
using McpAspire.Server.Http;
using McpAspire.Server.Identity;
using McpAspire.Server.Results;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace McpAspire.Bench.Hosts;

/// <summary>The servers that the product's server is compared with; each is a process of this program.</summary>
internal static class BenchHost
{
    /// <summary>The verb that runs a host; it is not listed in the help.</summary>
    public const string Verb = "serve";

    public const string Raw = "raw";
    public const string Bare = "bare";
    public const string Pipeline = "pipeline";
    public const string Direct = "direct";
    public const string Sample = "sample";

    private static readonly byte[] FixedResponse = [.. /*lang=json,strict*/ """
        {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"hello"}],"structuredContent":{"text":"hello","length":5}}}
        """u8];

    /// <param name="kind">One of the names above.</param>
    /// <param name="tools">Number of tools, for hosts that have tools.</param>
    public static Task<int> RunAsync(string kind, int tools) => kind switch
    {
        Raw => RunRawAsync(),
        Bare => RunBareAsync(tools),
        Pipeline => RunPipelineAsync(tools),
        Direct => RunDirectAsync(),
        Sample => SampleServer.RunAsync(),
        _ => throw new ArgumentException($"There is no host {kind}.", nameof(kind)),
    };

    /// <summary>Kestrel with one route and a fixed response.</summary>
    private static async Task<int> RunRawAsync()
    {
        await using var app = WebApplication.CreateBuilder().Build();
        app.MapPost("/mcp", static async context =>
        {
            var body = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            context.Request.BodyReader.AdvanceTo(body.Buffer.End);
            (context.Response.ContentType, context.Response.ContentLength) = ("application/json", FixedResponse.Length);
            await context.Response.Body.WriteAsync(FixedResponse, context.RequestAborted);
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>The MCP SDK with its defaults.</summary>
    private static async Task<int> RunBareAsync(int tools)
    {
        var builder = WebApplication.CreateBuilder();
        AddTools(builder.Services.AddMcpServer().WithHttpTransport(), tools, static (tool, _) => tool);
        await using var app = builder.Build();
        app.MapMcp(McpRoutes.Mcp);
        await app.RunAsync();
        return 0;
    }

    /// <summary>All parts of the product's server, with other tools.</summary>
    private static async Task<int> RunPipelineAsync(int tools)
    {
        var builder = CreateServerBuilder();
        builder.AddCallerAuthorization();
        builder.AddMcpHttp();
        builder.AddMcpTools();
        builder.Services.RemoveAll<McpServerTool>();
        AddTools(builder.Services.AddMcpServer(), tools,
            static (tool, services) => new ServedTool(tool, ApiIdentity.Server, services.GetRequiredService<ILogger<ServedTool>>()));
        await using var app = builder.Build();
        return await app.RunToExitCodeAsync(static app =>
        {
            app.MapMcpEndpoints();
            app.MapHealthEndpoints();
        });
    }

    /// <summary>The backend call of <c>get_user_profile</c> behind a plain route.</summary>
    private static async Task<int> RunDirectAsync()
    {
        await using var app = CreateServerBuilder().Build();
        return await app.RunToExitCodeAsync(static app =>
        {
            app.MapPost("/mcp", static async context =>
            {
                var backend = context.RequestServices.GetRequiredService<BackendClient>();
                var user = await backend.GetUserAsync("123", details: false, context.RequestAborted);
                var json = ServerJsonContext.Default.UserProfile;
                await context.Response.WriteAsJsonAsync(user, json, cancellationToken: context.RequestAborted);
            });
        });
    }

    private static WebApplicationBuilder CreateServerBuilder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults(ServerSettings.Aliases);
        builder.AddAddresses();
        builder.AddIdentity();
        builder.AddBackend();
        return builder;
    }

    private static void AddTools(IMcpServerBuilder mcp, int count, Func<McpServerTool, IServiceProvider, McpServerTool> serve)
    {
        var call = typeof(EchoTool).GetMethod(nameof(EchoTool.CallAsync), BindingFlags.Public | BindingFlags.Static)!;
        var json = BenchJsonContext.CreateOptions();
        mcp.Services.AddSingleton(services => serve(CreateTool(services, call, json, EchoTool.Name), services));
        for (var number = 2; number <= count; number++)
        {
            var name = $"{EchoTool.Name}_{number}";
            mcp.Services.AddSingleton(services => serve(CreateTool(services, call, json, name), services));
        }
    }

    private static McpServerTool CreateTool(IServiceProvider services, MethodInfo call, JsonSerializerOptions json, string name) =>
        McpServerTool.Create(call, options: new() { Services = services, SerializerOptions = json, Name = name });
}
