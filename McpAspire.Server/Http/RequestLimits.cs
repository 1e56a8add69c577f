using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Http;

/// <summary>
/// Limits requests in flight, in total and per caller, and calls per minute by caller and tool. Permits are acquired after the body was
/// received.
/// </summary>
internal sealed class RequestLimits(IOptions<McpHttpOptions> http, IOptions<McpServerOptions> server)
    : IConfigureOptions<RateLimiterOptions>
{
    /// <summary>The policy of MCP endpoints.</summary>
    public const string Policy = "mcp";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public void Configure(RateLimiterOptions options)
    {
        var total = RateLimitPartition.GetConcurrencyLimiter(
            Policy, _ => new() { PermitLimit = http.Value.MaxConcurrentRequests, QueueLimit = 0 });
        options.AddPolicy(Policy, _ => total);
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(InFlightOfCaller),
            PartitionedRateLimiter.Create<HttpContext, (string, string)>(CallsPerMinute));
        options.OnRejected = static (rejected, _) => new(RefuseAsync(rejected));
    }

    private RateLimitPartition<string> InFlightOfCaller(HttpContext context) =>
        IsLimited(context) && CallerOf(context.User) is { } caller
            ? RateLimitPartition.GetConcurrencyLimiter(caller, _ => new() { PermitLimit = http.Value.PerCaller, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(string.Empty);

    private RateLimitPartition<(string Caller, string Tool)> CallsPerMinute(HttpContext context) =>
        http.Value.RequestsPerMinute is { } limit && context.Features.Get<Message>()?.Tool is { } tool
            && server.Value.ToolCollection?.TryGetPrimitive(tool, out _) is true
            ? RateLimitPartition.GetFixedWindowLimiter(
                (CallerOf(context.User) ?? string.Empty, tool), _ => new() { PermitLimit = limit, Window = Minute, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter((string.Empty, string.Empty));

    private static bool IsLimited(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null;

    private static string? CallerOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated is true
            ? $"{user.FindFirst("azp")?.Value} {(user.FindFirst("oid") ?? user.FindFirst("sub"))?.Value}"
            : null;

    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var context = rejected.HttpContext;
        var id = context.Features.Get<Message>()?.Id ?? default;
        return rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? JsonRpcRefusal.WriteAsync(
                context,
                StatusCodes.Status429TooManyRequests,
                "Too Many Requests: this tool was called too often in a minute (REQUESTS_PER_MINUTE).",
                id,
                (HeaderNames.RetryAfter, FormattableString.Invariant($"{Math.Max(1, Math.Ceiling(wait.TotalSeconds))}")))
            : JsonRpcRefusal.WriteAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "Service Unavailable: too many requests are in flight, "
                + "in total (MAX_CONCURRENT_REQUESTS) or from this caller (MAX_CONCURRENT_REQUESTS_PER_CALLER).",
                id,
                (HeaderNames.RetryAfter, "1"));
    }
}
