using System.Net;
using System.Text.Json;
using McpAspire.ServiceDefaults.Health;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.Tests.Unit.ServiceDefaults;

public sealed class HealthEndpointsTests
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/mcp/health/live")]
    public async Task Reports_liveness(string path)
    {
        var (status, body) = await HealthApp.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(/*lang=json,strict*/ """{"status":"alive","timestamp":"2030-01-02T03:04:05Z","service_version":"1.0.0"}""", body);
    }

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/mcp/health/ready")]
    public async Task Reports_readiness_with_the_dependencies(string path)
    {
        var (status, body) = await HealthApp.GetAsync(
            path,
            HealthApp.Ready("backend", HealthCheckResult.Healthy("all is well")),
            HealthApp.Ready("token", HealthCheckResult.Degraded()));
        Assert.Equal(HttpStatusCode.OK, status);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(["status", "timestamp", "dependencies"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("ready", json.RootElement.GetProperty("status").GetString());
        var backend = json.RootElement.GetProperty("dependencies").GetProperty("backend");
        Assert.Equal(["status", "latency_ms"], backend.EnumerateObject().Select(property => property.Name));
        Assert.Equal("healthy", backend.GetProperty("status").GetString());
        Assert.InRange(backend.GetProperty("latency_ms").GetInt64(), 0, long.MaxValue);
        Assert.Equal("degraded", json.RootElement.GetProperty("dependencies").GetProperty("token").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/mcp/health/ready")]
    public async Task Reports_the_dependency_that_is_not_ready(string path)
    {
        var failure = HealthCheckResult.Unhealthy(data: new Dictionary<string, object> { [HealthEndpoints.ErrorCodeKey] = "TIMEOUT" });
        var (status, body) = await HealthApp.GetAsync(path, HealthApp.Ready("backend", failure));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(
            ["status", "detail", "timestamp", "dependencies"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ("not_ready", "Service not ready", "2030-01-02T03:04:05Z"),
            (
                json.RootElement.GetProperty("status").GetString(),
                json.RootElement.GetProperty("detail").GetString(),
                json.RootElement.GetProperty("timestamp").GetString()));
        var backend = json.RootElement.GetProperty("dependencies").GetProperty("backend");
        Assert.Equal(("unhealthy", "TIMEOUT"), (backend.GetProperty("status").GetString(), backend.GetProperty("error_code").GetString()));
    }

    [Fact]
    public async Task Reports_a_disabled_check()
    {
        var (status, body) = await HealthApp.GetAsync("/health/ready", HealthApp.Ready("backend", HealthEndpoints.NotChecked));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"backend\":{\"status\":\"not_checked\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summarizes_health_in_one_word()
    {
        Assert.Equal(
            (HttpStatusCode.OK, /*lang=json,strict*/ """{"status":"healthy","timestamp":"2030-01-02T03:04:05Z"}"""),
            await HealthApp.GetAsync("/health"));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, /*lang=json,strict*/ """{"status":"unhealthy","error":"Service not ready"}"""),
            await HealthApp.GetAsync("/health", HealthApp.Ready("backend", HealthCheckResult.Unhealthy())));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/ready")]
    public async Task Never_shows_exception_messages(string path)
    {
        var (_, body) = await HealthApp.GetAsync(path, HealthApp.Throwing("backend", "secret-in-exception"));
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stays_alive_when_a_dependency_is_down()
    {
        var (status, _) = await HealthApp.GetAsync("/health/live", HealthApp.Ready("backend", HealthCheckResult.Unhealthy()));
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Is_not_alive_when_a_liveness_check_fails()
    {
        var (status, body) = await HealthApp.GetAsync("/health/live", HealthApp.Live("loop", HealthCheckResult.Unhealthy()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("""{"status":"not_alive",""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_open_to_anyone_and_never_cached()
    {
        await using var app = await HealthApp.StartAsync([], services =>
            services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()));
        using var client = app.GetTestClient();
        using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (response.StatusCode, response.Headers.CacheControl?.ToString()));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }
}
