using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.ServiceDefaults.Health;

/// <summary>The health routes, in every environment.</summary>
public static class HealthEndpoints
{
    /// <summary>
    /// Key in <see cref="HealthCheckResult.Data"/> of a code that readiness shows as the dependency's error_code. Descriptions and
    /// exceptions are never shown.
    /// </summary>
    public const string ErrorCodeKey = "error_code";

    private const string NotCheckedKey = "not_checked";
    private const string NotReady = "Service not ready";

    /// <summary>The result of a check that a setting disables.</summary>
    public static HealthCheckResult NotChecked { get; } = HealthCheckResult.Healthy(
        data: new Dictionary<string, object> { [NotCheckedKey] = true });

    /// <summary>The version of the running program.</summary>
    public static string ServiceVersion { get; } =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "0.0.0";

    /// <summary>
    /// Maps GET /health/live and /mcp/health/live (checks tagged <see cref="HealthTags.Live"/>), /health/ready and /mcp/health/ready, and
    /// /health (checks tagged <see cref="HealthTags.Ready"/>, cached by <see cref="Readiness"/>). They return 200 or 503, without
    /// authentication.
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

    // Handlers are RequestDelegates, because handlers with other parameters need reflection.
    private static async Task LiveAsync(HttpContext context)
    {
        var checks = context.RequestServices.GetRequiredService<HealthCheckService>();
        var report = await checks.CheckHealthAsync(static check => check.Tags.Contains(HealthTags.Live), context.RequestAborted);
        var alive = report.Status != HealthStatus.Unhealthy;
        var body = new LivenessBody(alive ? "alive" : "not_alive", Now(context), ServiceVersion);
        await RespondAsync(context, alive, body, HealthJsonContext.Default.LivenessBody);
    }

    private static async Task ReadyAsync(HttpContext context)
    {
        var (ready, report) = await context.RequestServices.GetRequiredService<Readiness>().AskAsync(context.RequestAborted);
        var dependencies = report?.Entries.ToDictionary(static entry => entry.Key, static entry => Describe(entry.Value)) ?? [];
        var body = new ReadinessBody(ready ? "ready" : "not_ready", ready ? null : NotReady, Now(context), dependencies);
        await RespondAsync(context, ready, body, HealthJsonContext.Default.ReadinessBody);
    }

    private static async Task HealthAsync(HttpContext context)
    {
        var (healthy, _) = await context.RequestServices.GetRequiredService<Readiness>().AskAsync(context.RequestAborted);
        var body = healthy ? new HealthBody("healthy", Now(context), null) : new HealthBody("unhealthy", null, NotReady);
        await RespondAsync(context, healthy, body, HealthJsonContext.Default.HealthBody);
    }

    private static DateTime Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    private static DependencyBody Describe(HealthReportEntry entry) => new(
        entry.Data.ContainsKey(NotCheckedKey) ? NotCheckedKey : NameOf(entry.Status),
        (long)Math.Round(entry.Duration.TotalMilliseconds),
        entry.Data.GetValueOrDefault(ErrorCodeKey) as string);

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        HealthStatus.Unhealthy => "unhealthy",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static Task RespondAsync<TBody>(HttpContext context, bool up, TBody body, JsonTypeInfo<TBody> type)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = up ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsJsonAsync(body, type, cancellationToken: context.RequestAborted);
    }
}
