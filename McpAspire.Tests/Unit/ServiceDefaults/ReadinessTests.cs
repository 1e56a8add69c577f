using System.Net;
using McpAspire.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.Tests.Unit.ServiceDefaults;

[Trait("Category", "Unit")]
public sealed class ReadinessTests : IHealthCheck
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly ManualTime _time = new(skips: _ => false);
    private Func<Task<HealthCheckResult>> _result = static () => Task.FromResult(HealthCheckResult.Healthy());
    private int _checks;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _checks);
        return _result();
    }

    [Fact]
    public async Task Is_ready_until_two_consecutive_failures_and_again_after_one_success()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app));

        Fail();
        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(app));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskLaterAsync(app));
        Succeed();
        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(app));
        Fail();
        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(app));
    }

    [Fact]
    public async Task Is_not_ready_before_the_first_success()
    {
        Fail();
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app));

        Succeed();
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app));
    }

    [Fact]
    public async Task Runs_its_checks_once_for_a_thousand_probes_of_an_interval()
    {
        await using var app = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => AskAsync(app)));
        Assert.Equal(1, _checks);
        await AskLaterAsync(app);
        Assert.Equal(2, _checks);
    }

    [Fact]
    public async Task Is_not_ready_within_three_seconds_when_a_check_hangs()
    {
        var hanging = new TaskCompletionSource<HealthCheckResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _result = () => hanging.Task;
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await WhileTimePassesAsync(() => AskAsync(app)));
        hanging.SetResult(HealthCheckResult.Healthy());
    }

    [Fact]
    public async Task Is_not_ready_but_alive_after_the_signal_to_stop()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app));

        app.Lifetime.StopApplication();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app, "/health"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/health/live"));
    }

    private static async Task<HttpStatusCode> AskAsync(WebApplication app, string path = "/health/ready")
    {
        using var client = app.GetTestClient();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return response.StatusCode;
    }

    private async Task<T> WhileTimePassesAsync<T>(Func<Task<T>> start)
    {
        var work = start();
        while (!work.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        return await work;
    }

    private void Fail() => _result = static () => Task.FromResult(HealthCheckResult.Unhealthy());

    private void Succeed() => _result = static () => Task.FromResult(HealthCheckResult.Healthy());

    private Task<HttpStatusCode> AskLaterAsync(WebApplication app)
    {
        _time.Advance(Interval);
        return AskAsync(app);
    }

    private Task<WebApplication> StartAsync() => HealthApp.StartAsync(
        [new HealthCheckRegistration("backend", this, null, [HealthTags.Ready])],
        services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time)));
}
