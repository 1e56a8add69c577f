using System.Globalization;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Http.Resilience.Internal;

/// <summary>The rules between two options.</summary>
internal sealed class TimeLimitsValidator : IValidateOptions<HttpStandardResilienceOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpStandardResilienceOptions options)
    {
        var (attempt, total, sampling) = (options.AttemptTimeout.Timeout, options.TotalRequestTimeout.Timeout, options.CircuitBreaker.SamplingDuration);
        var result = new ValidateOptionsResultBuilder();
        if (attempt > total)
        {
            result.AddError($"The total timeout ({Seconds(total)}) must not be less than the attempt timeout ({Seconds(attempt)}).");
        }

        if (sampling < 2 * attempt)
        {
            result.AddError($"The breaker's sampling duration ({Seconds(sampling)}) must be at least twice the attempt timeout ({Seconds(attempt)}).");
        }

        return result.Build();
    }

    private static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("0.### s", CultureInfo.InvariantCulture);
}
