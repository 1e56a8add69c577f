using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Packages.Jwt;

/// <summary>A small API that trusts one issuer.</summary>
internal sealed class ProtectedApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProtectedApi(WebApplication app)
    {
        _app = app;
    }

    public static async Task<ProtectedApi> StartAsync(TokenIssuer issuer, Action<JwtBearerOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = TokenIssuer.Name;
            options.Audience = TokenIssuer.Audience;
            options.BackchannelHttpHandler = issuer;
            configure?.Invoke(options);
        });
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.MapGet("/", Claims).RequireAuthorization();
        app.MapGet("/tickets", Claims).RequireAuthorization(policy => policy.RequireRole("Tickets.Write"));
        app.MapGet("/nobody", Claims).RequireAuthorization(policy => policy.RequireRole("Nobody"));
        app.MapGet("/token", async (HttpContext context) => await context.GetTokenAsync("access_token") ?? "").RequireAuthorization();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ProtectedApi(app);
    }

    public async Task<HttpResponseMessage> GetAsync(string? token, string path = "/")
    {
        using var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Claims(ClaimsPrincipal user) => string.Join('\n', user.Claims.Select(claim => $"{claim.Type}={claim.Value}"));
}
