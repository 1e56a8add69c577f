using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace McpAspire.Tests.Unit.ServiceDefaults;

public sealed class BackendLimitsTests
{
    private readonly ResilientClient _client = new();

    [Fact]
    public async Task Cancels_an_attempt_at_its_limit_and_retries()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Hang(_client.Time, ResilientClient.Limits.Attempt), ScriptedBackend.Works);
        using var response = await _client.SendAsync(HttpMethod.Get, backend);
        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, backend.Calls));
    }

    [Fact]
    public async Task Cancels_a_write_at_the_limit_of_its_attempt()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Hang(_client.Time, ResilientClient.Limits.Attempt));
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => _client.SendAsync(HttpMethod.Post, backend));
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task Cancels_all_attempts_at_the_deadline()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Hang(_client.Time, ResilientClient.Limits.Attempt));
        await Assert.ThrowsAsync<TimeoutRejectedException>(
            () => _client.SendAsync(HttpMethod.Get, backend, new(ResilientClient.Limits.Attempt, TimeSpan.FromSeconds(15))));
        Assert.Equal(2, backend.Calls);
    }

    [Fact]
    public async Task Sends_as_many_requests_at_once_as_its_callers_make()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var backend = new ScriptedBackend(async _ =>
        {
            await released.Task;
            return new HttpResponseMessage(HttpStatusCode.OK);
        });
        await using var services = _client.Services(backend);
        using var client = ResilientClient.Of(services);
        Task<HttpResponseMessage>[] sent =
            [.. Enumerable.Range(0, 1100).Select(_ => client.GetAsync(new Uri("http://backend/"), Cancellation))];
        released.SetResult();

        Assert.All(await Task.WhenAll(sent), static response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task Propagates_the_callers_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        using var backend = new ScriptedBackend(async cancellationToken =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        });
        await using var services = _client.Services(backend);
        using var client = ResilientClient.Of(services);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(new Uri("http://backend/"), cancelled.Token));
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task Opens_the_circuit_of_a_failing_backend_and_closes_it_later()
    {
        var works = false;
        using var backend = new ScriptedBackend(
            _ => Task.FromResult(new HttpResponseMessage(works ? HttpStatusCode.OK : HttpStatusCode.InternalServerError)));
        await using var services = _client.Services(backend);
        for (var call = 0; call < 10; call++)
        {
            using var failed = await ResilientClient.PostAsync(services);
        }

        await Assert.ThrowsAsync<BrokenCircuitException>(() => ResilientClient.PostAsync(services));
        Assert.Equal(10, backend.Calls);

        works = true;
        _client.Time.Advance(TimeSpan.FromSeconds(6));
        using var response = await ResilientClient.PostAsync(services);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(60, 120)]
    public async Task Samples_for_at_least_two_attempts(int attemptSeconds, int samplingSeconds)
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Works);
        await using var services = _client.Services(backend, new(TimeSpan.FromSeconds(attemptSeconds), TimeSpan.FromSeconds(300)));
        var options = services.GetRequiredService<IOptionsMonitor<HttpStandardResilienceOptions>>().Get("backend-standard");
        Assert.Equal(TimeSpan.FromSeconds(samplingSeconds), options.CircuitBreaker.SamplingDuration);
        Assert.Equal(TimeSpan.FromMilliseconds(200), options.Retry.Delay);
    }

    [Theory]
    [InlineData(20_000, 10_000)]
    [InlineData(1, 10_000)]
    public async Task Refuses_inconsistent_limits(int attemptMilliseconds, int totalMilliseconds)
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Works);
        await using var services = _client.Services(
            backend, new(TimeSpan.FromMilliseconds(attemptMilliseconds), TimeSpan.FromMilliseconds(totalMilliseconds)));
        Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptionsMonitor<HttpStandardResilienceOptions>>().Get("backend-standard"));
    }
}
