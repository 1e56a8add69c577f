using System.Threading.RateLimiting;
using McpAspire.Server.Authorization;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace McpAspire.Server.Http;

/// <summary>MCP over HTTP as this product offers it: the SDK's endpoint, its aliases, and what guards them.</summary>
internal static class McpHttpExtensions
{
    private const string Guard = "mcp";

    /// <summary>How long a caller who met the limit of concurrent requests should wait: one second.</summary>
    private static readonly (string Name, string Value) RetryAfter = (HeaderNames.RetryAfter, "1");

    public static void AddMcpHttp(this WebApplicationBuilder builder)
    {
        builder.AddOptions<McpHttpOptions>(McpHttpOptions.SectionName);
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<McpHttpOptions>>(static (kestrel, http) => Limit(kestrel, http));
        builder.Services.AddSingleton<RequestMetrics>();
        builder.Services.AddRequestTimeouts();
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<McpHttpOptions>>(static (timeouts, http) => timeouts.AddPolicy(Guard, new RequestTimeoutPolicy
        {
            Timeout = http.Value.RequestTimeout,
            WriteTimeoutResponse = static context => JsonRpcRefusal.WriteAsync(context, StatusCodes.Status504GatewayTimeout, "Gateway Timeout: the request took too long (REQUEST_TIMEOUT)."),
        }));
        builder.Services.AddRateLimiter(static limiter => limiter.OnRejected = static (context, _) => new(JsonRpcRefusal.WriteAsync(
            context.HttpContext, StatusCodes.Status503ServiceUnavailable, "Service Unavailable: too many requests are under way (MAX_CONCURRENT_REQUESTS).", header: RetryAfter)));
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<McpHttpOptions>>(static (limiter, http) =>
        {
            // One for all requests; AddConcurrencyLimiter would describe it anew for each.
            var all = RateLimitPartition.GetConcurrencyLimiter(Guard, _ => new() { PermitLimit = http.Value.MaxConcurrentRequests, QueueLimit = 0 });
            limiter.AddPolicy(Guard, _ => all);
        });
    }

    /// <summary>Maps <c>/mcp</c>, its aliases and the list of tools, behind the checks of names, callers, size, time and number.</summary>
    public static void MapMcpHttp(this WebApplication app)
    {
        // Nothing else asks for it.
        app.Services.GetRequiredService<RequestMetrics>();
        app.UseMiddleware<UnreadableRequests>();
        app.UseMiddleware<NameCheck>();
        app.UseCallerAuthorization();
        app.UseRequestTimeouts();
        app.UseRateLimiter();

        var caller = app.Services.GetRequiredService<IOptions<CallerOptions>>();
        Protect(MapMessages(app, McpRoutes.Mcp, caller), caller);
        Protect(MapMessages(app, McpRoutes.Messages, caller).WithPlainJsonAnswers(), caller);
        Protect(MapMessages(app, McpRoutes.UnderscoreMessages, caller).WithPlainJsonAnswers(), caller);
        Protect(app.MapToolList(McpRoutes.Tools, McpRoutes.Mcp), caller);
    }

    private static IEndpointConventionBuilder MapMessages(WebApplication app, string route, IOptions<CallerOptions> caller) =>
        app.MapMcp(route).WithForbiddenCalls(caller).WithReadableMessages();

    private static void Protect(IEndpointConventionBuilder endpoints, IOptions<CallerOptions> caller) =>
        endpoints.RequireCaller(caller).WithRequestTimeout(Guard).RequireRateLimiting(Guard);

    private static void Limit(KestrelServerOptions kestrel, IOptions<McpHttpOptions> http)
    {
        if (http.ValueOrNull() is { } options)
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxRequestHeadersBytes;
        }
    }
}
