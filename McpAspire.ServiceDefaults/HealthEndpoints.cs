using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using McpAspire.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.ServiceDefaults;

/// <summary>The health routes, in every environment.</summary>
public static class HealthEndpoints
{
    /// <summary>
    /// The key under which a check may put a code into <see cref="HealthCheckResult.Data"/>; readiness shows it as the dependency's error_code. A check's
    /// description and exception are never shown.
    /// </summary>
    public const string ErrorCodeKey = "error_code";

    private const string NotReady = "Service not ready";

    internal static readonly string ServiceVersion =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>
    /// Maps GET /health/live and /mcp/health/live (checks tagged <see cref="HealthTags.Live"/>), /health/ready and /mcp/health/ready, and /health
    /// (checks tagged <see cref="HealthTags.Ready"/>, as <see cref="Readiness"/> has them). They answer 200 or 503, to anyone.
    /// </summary>
    public static WebApplication MapHealthEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var routes = app.MapGroup(string.Empty).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/live", LiveAsync);
        routes.MapGet("/mcp/health/live", LiveAsync);
        routes.MapGet("/health/ready", ReadyAsync);
        routes.MapGet("/mcp/health/ready", ReadyAsync);
        routes.MapGet("/health", HealthAsync);
        return app;
    }

    private static async Task<IResult> LiveAsync(HttpContext context, HealthCheckService checks, TimeProvider time)
    {
        var report = await checks.CheckHealthAsync(static check => check.Tags.Contains(HealthTags.Live), context.RequestAborted);
        var alive = report.Status != HealthStatus.Unhealthy;
        var body = new LivenessBody(alive ? "alive" : "not_alive", time.GetUtcNow().UtcDateTime, ServiceVersion);
        return Answer(context, alive, body, HealthJsonContext.Default.LivenessBody);
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, Readiness readiness, TimeProvider time)
    {
        var (ready, report) = await readiness.AskAsync(context.RequestAborted);
        var dependencies = report?.Entries.ToDictionary(static entry => entry.Key, static entry => Describe(entry.Value)) ?? [];
        var body = new ReadinessBody(ready ? "ready" : "not_ready", ready ? null : NotReady, time.GetUtcNow().UtcDateTime, dependencies);
        return Answer(context, ready, body, HealthJsonContext.Default.ReadinessBody);
    }

    private static async Task<IResult> HealthAsync(HttpContext context, Readiness readiness, TimeProvider time)
    {
        var (healthy, _) = await readiness.AskAsync(context.RequestAborted);
        var body = healthy ? new HealthBody("healthy", time.GetUtcNow().UtcDateTime, null) : new HealthBody("unhealthy", null, NotReady);
        return Answer(context, healthy, body, HealthJsonContext.Default.HealthBody);
    }

    private static DependencyBody Describe(HealthReportEntry entry) => new(
        NameOf(entry.Status),
        (long)Math.Round(entry.Duration.TotalMilliseconds),
        entry.Data.GetValueOrDefault(ErrorCodeKey) as string);

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        HealthStatus.Unhealthy => "unhealthy",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static IResult Answer<TBody>(HttpContext context, bool up, TBody body, JsonTypeInfo<TBody> type)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(body, type, statusCode: up ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
