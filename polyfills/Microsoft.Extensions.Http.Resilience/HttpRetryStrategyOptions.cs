using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace Microsoft.Extensions.Http.Resilience;

public class HttpRetryStrategyOptions : RetryStrategyOptions<HttpResponseMessage>
{
    public HttpRetryStrategyOptions()
    {
        ShouldHandle = static args => ValueTask.FromResult(HttpClientResiliencePredicates.IsTransientOrUnconnected(args.Outcome, args.Context.CancellationToken));
        BackoffType = DelayBackoffType.Exponential;
        UseJitter = true;
        ShouldRetryAfterHeader = true;
    }

    public bool ShouldRetryAfterHeader
    {
        get;
        set
        {
            field = value;
            DelayGenerator = value ? static args => ValueTask.FromResult(DelayOf(args.Outcome.Result?.Headers.RetryAfter)) : null;
        }
    }

    // The real package takes the system clock here too; a date in the past means "at once".
    private static TimeSpan? DelayOf(RetryConditionHeaderValue? retryAfter)
    {
        var delay = retryAfter?.Date is { } date ? date - TimeProvider.System.GetUtcNow() : retryAfter?.Delta;
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
