using System.Net;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Unit.ServiceDefaults;

/// <summary>A service in Production with only the health routes and the checks of a test.</summary>
internal static class HealthApp
{
    public static HealthCheckRegistration Ready(string name, HealthCheckResult result) =>
        new(name, new FakeCheck(() => result), null, [HealthTags.Ready]);

    public static HealthCheckRegistration Live(string name, HealthCheckResult result) =>
        new(name, new FakeCheck(() => result), null, [HealthTags.Live]);

    public static HealthCheckRegistration Throwing(string name, string text) =>
        new(name, new FakeCheck(() => throw new InvalidOperationException(text)), null, [HealthTags.Ready]);

    public static async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, params HealthCheckRegistration[] checks)
    {
        await using var app = await StartAsync(checks);
        using var client = app.GetTestClient();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    public static async Task<WebApplication> StartAsync(HealthCheckRegistration[] checks, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new ManualTime(skips: _ => false)));
        Array.ForEach(checks, check => builder.Services.AddHealthChecks().Add(check));
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapHealthEndpoints();
        await app.StartAsync(Cancellation);
        return app;
    }

    private sealed class FakeCheck(Func<HealthCheckResult> result) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(result());
    }
}
