using Polly;

namespace Microsoft.Extensions.Http.Resilience.Internal;

internal sealed class ConcurrencyStrategyOptions : ResilienceStrategyOptions
{
    public ConcurrencyStrategyOptions()
    {
        Name = "Standard-RateLimiter";
    }
}
