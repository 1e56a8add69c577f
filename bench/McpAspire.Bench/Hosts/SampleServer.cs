using System.ComponentModel;
using System.Net.Http.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace McpAspire.Bench.Hosts;

/// <summary>
/// A server of the parts that the official samples use, with their defaults: tools from the assembly, a named HttpClient, JWT bearer
/// authentication and OpenTelemetry. Its token comes from Azure.Identity, whose cache it uses; it retries nothing.
/// </summary>
internal static class SampleServer
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        using var trust = AuthorityTrust.CreateHandler(builder.Configuration["AZURE_AUTHORITY_CA_FILE"]!);
        builder.Services.AddSingleton<TokenCredential>(new WorkloadIdentityCredential(new()
        {
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(trust),
        }));
        builder.Services.AddTransient<SampleTokens>();
        builder.Services.AddHttpClient(SampleTools.Backend, client => client.BaseAddress = new(builder.Configuration["BACKEND_API_URL"]!))
            .AddHttpMessageHandler<SampleTokens>();
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

/// <summary>Adds a token to each request.</summary>
internal sealed class SampleTokens(TokenCredential credential, IConfiguration configuration) : DelegatingHandler
{
    private readonly TokenRequestContext _context = new([configuration["AZURE_SCOPES"]!]);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await credential.GetTokenAsync(_context, cancellationToken);
        request.Headers.Authorization = new("Bearer", token.Token);
        return await base.SendAsync(request, cancellationToken);
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
