using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace McpAspire.Server.Http;

/// <summary>Registers the limits of MCP requests.</summary>
internal static class McpHttpExtensions
{
    /// <summary>The policy of request timeouts.</summary>
    public const string Timeout = "mcp";

    /// <summary>The policy of cross-origin requests.</summary>
    public const string Cors = "mcp";

    private static readonly TimeSpan PreflightAge = TimeSpan.FromHours(1);

    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    public static void AddMcpHttp(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<McpHttpOptions>(
            McpHttpOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new McpHttpOptionsValidator(),
        });
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<McpHttpOptions>>(
            static (kestrel, http) => Limit(kestrel, http));
        builder.Services.AddSingleton<BodyBudget>();
        builder.Services.AddSingleton<RequestMetrics>();
        builder.Services.AddRequestTimeouts();
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<McpHttpOptions>>(static (timeouts, http) =>
            timeouts.AddPolicy(Timeout, new RequestTimeoutPolicy
            {
                Timeout = http.Value.RequestTimeout,
                WriteTimeoutResponse = static context => JsonRpcRefusal.WriteAsync(
                    context, StatusCodes.Status504GatewayTimeout, "Gateway Timeout: the request took too long (REQUEST_TIMEOUT)."),
            }));
        builder.Services.AddRateLimiter();
        builder.Services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RequestLimits>();
        builder.Services.AddSingleton<AllowedNames>();
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<AllowedNames>(static (cors, names) => cors.AddPolicy(Cors, policy => policy
            .SetIsOriginAllowed(names.HasOrigin)
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .AllowAnyHeader()
            .WithExposedHeaders(HeaderNames.WWWAuthenticate, HeaderNames.RetryAfter, "MCP-Protocol-Version", "Mcp-Session-Id")
            .SetPreflightMaxAge(PreflightAge)));
    }

    private static void Limit(KestrelServerOptions kestrel, IOptions<McpHttpOptions> http)
    {
        if (http.ValueOrNull() is { } options)
        {
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxRequestHeadersBytes;
            kestrel.Limits.MinRequestBodyDataRate = new(options.MinBodyBytesPerSecond, BodyGrace);
            kestrel.Limits.KeepAliveTimeout = KeepAlive;
        }
    }
}
