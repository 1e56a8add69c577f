using System.ComponentModel;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace McpAspire.Bench.Hosts;

/// <summary>
/// A server of the parts that the official samples use, with their defaults: tools from the assembly, a named HttpClient, JWT bearer
/// authentication and OpenTelemetry. It calls the backend without a token and retries nothing.
/// </summary>
internal static class SampleServer
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddHttpClient(SampleTools.Backend, client => client.BaseAddress = new(builder.Configuration["BACKEND_API_URL"]!));
        builder.Services.AddMcpServer().WithHttpTransport().WithToolsFromAssembly();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddAuthorization();
        builder.Services.AddOpenTelemetry()
            .WithTracing(static traces => traces.AddSource("*").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .WithMetrics(static metrics => metrics.AddMeter("*").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation());
        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMcp("/mcp");
        await app.RunAsync();
        return 0;
    }
}

/// <summary>The tool, with reflection for its JSON.</summary>
[McpServerToolType]
internal sealed class SampleTools(IHttpClientFactory clients)
{
    public const string Backend = "backend";

    [McpServerTool(Name = "get_user_profile", ReadOnly = true, UseStructuredContent = true)]
    [Description("Returns a user.")]
    public async Task<SampleUser?> GetUserAsync(
        [AIParameterName("user_id"), Description("The user's id.")] string id, CancellationToken cancellationToken) =>
        await clients.CreateClient(Backend).GetFromJsonAsync<SampleUser>($"users/{Uri.EscapeDataString(id)}", cancellationToken);
}

/// <summary>A user.</summary>
internal sealed record SampleUser(string Id, string Name, string Email, DateTimeOffset CreatedAt);
