using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace McpAspire.ServiceDefaults;

/// <summary>Retries, time limits and a circuit breaker for one HTTP client. The only place that sets them.</summary>
public static class BackendResilience
{
    /// <summary>The header that makes a repeated request the same request (draft-ietf-httpapi-idempotency-key-header).</summary>
    public const string IdempotencyKeyHeader = "Idempotency-Key";

    private const int MaxRetries = 3;

    /// <summary>With 4 attempts a call, the third failing call in a row opens the breaker.</summary>
    private const int BreakerThroughput = 10;
    private const double BreakerFailureRatio = 0.5;
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Puts the standard resilience handler around the client: the time limits given, at most 3 retries within the total limit, exponentially from
    /// 200 ms with jitter or as Retry-After says (an answer whose Retry-After is beyond the deadline is handed on at once), and a circuit breaker that is
    /// open for 5 seconds, whatever the clock does meanwhile, when half of at least 10 attempts fail within its sampling time: 30 seconds, or twice the attempt limit if that is more. Retried
    /// are connection failures, attempts over their limit, and the statuses 408, 429 and 5xx; a POST only with an <see cref="IdempotencyKeyHeader"/>, and
    /// never PUT, PATCH, DELETE or CONNECT: they may have done their work already. A handler added to the client after this one runs once for each attempt.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">At start: a time limit is out of range.</exception>
    public static IHttpClientBuilder AddBackendResilience(this IHttpClientBuilder builder, Func<IServiceProvider, BackendTimeouts> timeouts)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(timeouts);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<BackendMetrics>();
        builder.Services.TryAddTransient<RequestStart>();
        builder.Services.TryAddTransient<BreakerRelease>();
        builder.AddHttpMessageHandler<RequestStart>();
        builder.AddStandardResilienceHandler().Configure((options, services) =>
        {
            Configure(options, timeouts(services), services.GetRequiredService<TimeProvider>());
            Watch(options, services.GetRequiredService<BackendMetrics>(), services.GetRequiredService<BreakerRelease>());
        });
        return builder;
    }

    private static void Configure(HttpStandardResilienceOptions options, BackendTimeouts timeouts, TimeProvider time)
    {
        options.AttemptTimeout.Timeout = timeouts.Attempt;
        options.TotalRequestTimeout.Timeout = timeouts.Total;
        options.CircuitBreaker.FailureRatio = BreakerFailureRatio;
        options.CircuitBreaker.MinimumThroughput = BreakerThroughput;
        options.CircuitBreaker.BreakDuration = BreakDuration;
        options.CircuitBreaker.SamplingDuration = Max(options.CircuitBreaker.SamplingDuration, 2 * timeouts.Attempt);
        options.Retry.MaxRetryAttempts = MaxRetries;
        options.Retry.Delay = FirstRetryDelay;
        options.Retry.BackoffType = DelayBackoffType.Exponential;
        options.Retry.UseJitter = true;
        // Not by ShouldRetryAfterHeader: it reckons with the system's clock.
        options.Retry.DelayGenerator = args => ValueTask.FromResult(RetryAfter.Of(args.Outcome.Result, time));
        RepeatOnlyWhatMayBe(options.Retry, timeouts.Total, time);
    }

    private static void Watch(HttpStandardResilienceOptions options, BackendMetrics metrics, BreakerRelease release)
    {
        options.Retry.OnRetry = args =>
        {
            metrics.Retried(args.Outcome.Result, args.Outcome.Exception);
            return ValueTask.CompletedTask;
        };
        options.CircuitBreaker.ManualControl = release.Control;
        options.CircuitBreaker.OnOpened = opened =>
        {
            release.Opened(opened.BreakDuration);
            metrics.CircuitOpened();
            return ValueTask.CompletedTask;
        };
        options.CircuitBreaker.OnHalfOpened = _ =>
        {
            release.Ended();
            return ValueTask.CompletedTask;
        };
        options.CircuitBreaker.OnClosed = _ =>
        {
            release.Ended();
            metrics.CircuitClosed();
            return ValueTask.CompletedTask;
        };
    }

    private static void RepeatOnlyWhatMayBe(HttpRetryStrategyOptions retry, TimeSpan total, TimeProvider time)
    {
        var shouldHandle = retry.ShouldHandle;
#pragma warning disable EXTEXP0001 // Experimental, but the library's own way to the request, which has no response when its connection breaks.
        retry.ShouldHandle = async args => args.Context.GetRequestMessage() is { } request && MayBeRepeated(request)
            // Waiting for a Retry-After that lies behind the deadline would turn the backend's answer into a time-out, and hold the caller until then.
            && !(RetryAfter.Of(args.Outcome.Result, time) >= total - RequestStart.Elapsed(request, time))
            && await shouldHandle(args).ConfigureAwait(false);
#pragma warning restore EXTEXP0001
    }

    private static bool MayBeRepeated(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options || request.Method == HttpMethod.Trace
        || (request.Method == HttpMethod.Post && request.Headers.Contains(IdempotencyKeyHeader));

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
