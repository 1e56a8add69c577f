using System.Threading.RateLimiting;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace McpAspire.Server.Http;

/// <summary>Registers the limits of MCP requests.</summary>
internal static class McpHttpExtensions
{
    /// <summary>The policy of request timeouts and of the rate limiter.</summary>
    public const string Limits = "mcp";

    public static void AddMcpHttp(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<McpHttpOptions>(McpHttpOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new McpHttpOptionsValidator(),
        });
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<McpHttpOptions>>(static (kestrel, http) => Limit(kestrel, http));
        builder.Services.AddSingleton<BodyBudget>();
        builder.Services.AddSingleton<RequestMetrics>();
        builder.Services.AddRequestTimeouts();
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<McpHttpOptions>>(static (timeouts, http) => timeouts.AddPolicy(Limits, new RequestTimeoutPolicy
        {
            Timeout = http.Value.RequestTimeout,
            WriteTimeoutResponse = static context => JsonRpcRefusal.WriteAsync(
                context, StatusCodes.Status504GatewayTimeout, "Gateway Timeout: the request took too long (REQUEST_TIMEOUT)."),
        }));
        builder.Services.AddRateLimiter(static limiter => limiter.OnRejected = static (context, _) => new(JsonRpcRefusal.WriteAsync(
            context.HttpContext,
            StatusCodes.Status503ServiceUnavailable,
            "Service Unavailable: too many requests are under way (MAX_CONCURRENT_REQUESTS).",
            header: (HeaderNames.RetryAfter, "1"))));
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<McpHttpOptions>>(static (limiter, http) =>
        {
            var all = RateLimitPartition.GetConcurrencyLimiter(Limits, _ => new() { PermitLimit = http.Value.MaxConcurrentRequests, QueueLimit = 0 });
            limiter.AddPolicy(Limits, _ => all);
        });
    }

    private static void Limit(KestrelServerOptions kestrel, IOptions<McpHttpOptions> http)
    {
        if (http.ValueOrNull() is { } options)
        {
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxRequestHeadersBytes;
        }
    }
}
