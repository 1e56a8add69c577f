using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace McpAspire.ServiceDefaults.Resilience;

/// <summary>Retries, time limits and a circuit breaker for one HTTP client.</summary>
public static class BackendResilience
{
    /// <summary>The header that identifies a repeated request (draft-ietf-httpapi-idempotency-key-header).</summary>
    public const string IdempotencyKeyHeader = "Idempotency-Key";

    /// <summary>
    /// Whether a request may be repeated, set by code that knows more of it than its method.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> Repeatable = new("McpAspire.Repeatable");

    private const int MaxRetries = 3;

    /// <summary>With 4 attempts a call, the third failing call in a row opens the breaker.</summary>
    private const int BreakerThroughput = 10;
    private const double BreakerFailureRatio = 0.5;
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Adds the standard resilience handler with these time limits, at most 3 retries within the total limit and a circuit breaker. Retries
    /// wait exponentially from 200 ms with jitter, or as long as Retry-After requests; a response whose Retry-After exceeds the deadline is
    /// returned immediately. The breaker opens for 5 seconds when half of at least 10 attempts fail within its sampling time: 30 seconds,
    /// or twice the attempt limit if that is longer. Connection failures, attempt timeouts and the statuses 408, 429 and 5xx are retried; a
    /// POST only with an <see cref="IdempotencyKeyHeader"/>, and other methods that may have taken effect only if the request is marked as
    /// <see cref="Repeatable"/>.
    /// Handlers added after this one run once per attempt.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">At startup: a time limit is out of range.</exception>
    /// <param name="builder">The client.</param>
    /// <param name="timeouts">The time limits.</param>
    /// <param name="api">The API of generated tools; a label of the metrics.</param>
    public static IHttpClientBuilder AddBackendResilience(
        this IHttpClientBuilder builder, Func<IServiceProvider, BackendTimeouts> timeouts, string? api = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(timeouts);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<BackendMetrics>();
        builder.Services.TryAddTransient<RequestStart>();
        builder.AddHttpMessageHandler<RequestStart>();
        builder.AddStandardResilienceHandler().Configure((options, services) =>
        {
            Configure(options, timeouts(services), services.GetRequiredService<TimeProvider>());
            Measure(options, services.GetRequiredService<BackendMetrics>(), api);
        });
        return builder;
    }

    private static void Configure(HttpStandardResilienceOptions options, BackendTimeouts timeouts, TimeProvider time)
    {
        // The callers of a client limit it; by default this handler would refuse more than 1000 requests, without a setting for it.
        options.RateLimiter.DefaultRateLimiterOptions.PermitLimit = int.MaxValue;
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
        // ShouldRetryAfterHeader uses the system clock.
        options.Retry.DelayGenerator = args => ValueTask.FromResult(RetryAfter.Of(args.Outcome.Result, time));
        RetryOnlySafeRequests(options.Retry, timeouts.Total, time);
    }

    private static void Measure(HttpStandardResilienceOptions options, BackendMetrics metrics, string? api)
    {
        options.Retry.OnRetry = args =>
        {
            metrics.Retried(args.Outcome.Result, args.Outcome.Exception, api);
            return ValueTask.CompletedTask;
        };
        options.CircuitBreaker.OnOpened = _ =>
        {
            metrics.CircuitOpened(api);
            return ValueTask.CompletedTask;
        };
        options.CircuitBreaker.OnClosed = _ =>
        {
            metrics.CircuitClosed(api);
            return ValueTask.CompletedTask;
        };
    }

    private static void RetryOnlySafeRequests(HttpRetryStrategyOptions retry, TimeSpan total, TimeProvider time)
    {
        var shouldHandle = retry.ShouldHandle;
#pragma warning disable EXTEXP0001 // Experimental, but the only way to get the request when its connection breaks.
        retry.ShouldHandle = async args => args.Context.GetRequestMessage() is { } request && IsSafeToRetry(request)
            // Waiting beyond the deadline would turn the backend's response into a timeout.
            && !(RetryAfter.Of(args.Outcome.Result, time) >= total - RequestStart.Elapsed(request, time))
            && await shouldHandle(args).ConfigureAwait(false);
#pragma warning restore EXTEXP0001
    }

    private static bool IsSafeToRetry(HttpRequestMessage request) =>
        request.Options.TryGetValue(Repeatable, out var isRepeatable) ? isRepeatable
        : request.Method == HttpMethod.Get
            || request.Method == HttpMethod.Head
            || request.Method == HttpMethod.Options
            || request.Method == HttpMethod.Trace
        || (request.Method == HttpMethod.Post && request.Headers.Contains(IdempotencyKeyHeader));

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
