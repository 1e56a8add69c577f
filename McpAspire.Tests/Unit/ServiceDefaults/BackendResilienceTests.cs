using System.Net;
using McpAspire.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace McpAspire.Tests.Unit.ServiceDefaults;

public sealed class BackendResilienceTests
{
    private static readonly BackendTimeouts Limits = new(Attempt: TimeSpan.FromSeconds(10), Total: TimeSpan.FromSeconds(60));

    // Waits between attempts are over at once; the limits of 10 seconds and more are reached only when a script says so.
    private readonly ManualTime _time = new(skips: wait => wait < Limits.Attempt);

    [Fact]
    public async Task Repeats_a_read_until_it_succeeds()
    {
        using var backend = new ScriptedBackend(Fails, Fails, Works);
        using var response = await SendAsync(HttpMethod.Get, backend);
        Assert.Equal((HttpStatusCode.OK, 3, 2), (response.StatusCode, backend.Calls, _time.Skipped.Count));
    }

    [Fact]
    public async Task Gives_up_after_three_repetitions()
    {
        using var backend = new ScriptedBackend(Fails);
        using var response = await SendAsync(HttpMethod.Get, backend);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 4), (response.StatusCode, backend.Calls));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Never_repeats_a_write(string method)
    {
        using var backend = new ScriptedBackend(Fails, Works);
        using var response = await SendAsync(new HttpMethod(method), backend);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (response.StatusCode, backend.Calls));
    }

    [Fact]
    public async Task Never_repeats_a_write_whose_connection_broke()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Break(), Works);
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post, backend));
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task Repeats_a_read_whose_connection_broke()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Break(), Works);
        using var response = await SendAsync(HttpMethod.Get, backend);
        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, backend.Calls));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task Takes_the_backends_refusal_as_its_answer(HttpStatusCode status)
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Answer(status), Works);
        using var response = await SendAsync(HttpMethod.Get, backend);
        Assert.Equal((status, 1), (response.StatusCode, backend.Calls));
    }

    [Fact]
    public async Task Waits_as_long_as_the_backend_asks()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Answer(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), Works);
        using var response = await SendAsync(HttpMethod.Get, backend);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([TimeSpan.FromSeconds(7)], _time.Skipped);
    }

    [Fact]
    public async Task Hands_on_the_answer_when_the_backend_asks_for_more_than_the_deadline()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Answer(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(61)), Works);
        using var response = await SendAsync(HttpMethod.Get, backend);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1, 61), (response.StatusCode, backend.Calls, (int)response.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Ends_an_attempt_at_its_limit_and_tries_again()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Hang(_time, Limits.Attempt), Works);
        using var response = await SendAsync(HttpMethod.Get, backend);
        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, backend.Calls));
    }

    [Fact]
    public async Task Ends_a_write_at_the_limit_of_its_attempt()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Hang(_time, Limits.Attempt));
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => SendAsync(HttpMethod.Post, backend));
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task Ends_all_attempts_at_the_deadline()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Hang(_time, Limits.Attempt));
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => SendAsync(HttpMethod.Get, backend, new(Limits.Attempt, TimeSpan.FromSeconds(15))));
        Assert.Equal(2, backend.Calls);
    }

    [Fact]
    public async Task Passes_the_callers_cancellation_on()
    {
        using var cancelled = new CancellationTokenSource();
        using var backend = new ScriptedBackend(async cancellationToken =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        });
        await using var services = Services(backend, Limits);
        using var client = Client(services);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(new Uri("http://backend/"), cancelled.Token));
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task Spares_a_backend_that_keeps_failing_and_tries_it_again_later()
    {
        var works = false;
        using var backend = new ScriptedBackend(_ => Task.FromResult(new HttpResponseMessage(works ? HttpStatusCode.OK : HttpStatusCode.InternalServerError)));
        await using var services = Services(backend, Limits);
        for (var call = 0; call < 100; call++)
        {
            using var failed = await PostAsync(services);
        }

        await Assert.ThrowsAsync<BrokenCircuitException>(() => PostAsync(services));
        Assert.Equal(100, backend.Calls);

        works = true;
        _time.Advance(TimeSpan.FromSeconds(6));
        using var response = await PostAsync(services);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(60, 120)]
    public async Task Samples_for_at_least_two_attempts(int attemptSeconds, int samplingSeconds)
    {
        using var backend = new ScriptedBackend(Works);
        await using var services = Services(backend, new(TimeSpan.FromSeconds(attemptSeconds), TimeSpan.FromSeconds(300)));
        var options = services.GetRequiredService<IOptionsMonitor<HttpStandardResilienceOptions>>().Get("backend-standard");
        Assert.Equal(TimeSpan.FromSeconds(samplingSeconds), options.CircuitBreaker.SamplingDuration);
        Assert.Equal(TimeSpan.FromMilliseconds(200), options.Retry.Delay);
    }

    [Theory]
    [InlineData(20_000, 10_000)]
    [InlineData(1, 10_000)]
    public async Task Refuses_limits_that_make_no_sense(int attemptMilliseconds, int totalMilliseconds)
    {
        using var backend = new ScriptedBackend(Works);
        await using var services = Services(backend, new(TimeSpan.FromMilliseconds(attemptMilliseconds), TimeSpan.FromMilliseconds(totalMilliseconds)));
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptionsMonitor<HttpStandardResilienceOptions>>().Get("backend-standard"));
    }

    [Fact]
    public async Task Leaves_every_other_client_alone()
    {
        using var backend = new ScriptedBackend(Fails);
        await using var services = Services(backend, Limits);
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        using var response = await client.GetAsync(new Uri("http://backend/"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (response.StatusCode, backend.Calls));
        Assert.Equal(TimeSpan.FromSeconds(100), client.Timeout);
    }

    private static Func<CancellationToken, Task<HttpResponseMessage>> Works => ScriptedBackend.Answer(HttpStatusCode.OK);

    private static Func<CancellationToken, Task<HttpResponseMessage>> Fails => ScriptedBackend.Answer(HttpStatusCode.ServiceUnavailable);

    private static HttpClient Client(IServiceProvider services) => services.GetRequiredService<IHttpClientFactory>().CreateClient("backend");

    private static async Task<HttpResponseMessage> PostAsync(IServiceProvider services)
    {
        using var client = Client(services);
        return await client.PostAsync(new Uri("http://backend/"), null, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, ScriptedBackend backend, BackendTimeouts? limits = null)
    {
        await using var services = Services(backend, limits ?? Limits);
        using var client = Client(services);
        using var request = new HttpRequestMessage(method, "http://backend/");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private ServiceProvider Services(ScriptedBackend backend, BackendTimeouts limits)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddServiceDefaults();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
        builder.Services.AddSingleton(limits);
        builder.Services.AddHttpClient("backend").ConfigurePrimaryHttpMessageHandler(() => backend).AddBackendResilience(services => services.GetRequiredService<BackendTimeouts>());
        builder.Services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => backend);
        return builder.Services.BuildServiceProvider();
    }
}
