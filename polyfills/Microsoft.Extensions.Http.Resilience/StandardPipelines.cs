using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;

namespace Microsoft.Extensions.Http.Resilience.Internal;

/// <summary>One pipeline, so one breaker and one limiter, for each named client, however often its handlers are made anew.</summary>
internal sealed class StandardPipelines(IOptionsMonitor<HttpStandardResilienceOptions> monitor, IServiceProvider services) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Entry>> _entries = new();

    public ResiliencePipeline<HttpResponseMessage> Get(string name) =>
        _entries.GetOrAdd(name, static (name, self) => new Lazy<Entry>(() => self.Build(name)), this).Value.Pipeline;

    public void Dispose()
    {
        foreach (var entry in _entries.Values.Where(static entry => entry.IsValueCreated))
        {
            entry.Value.Limiter.Dispose();
        }
    }

    private Entry Build(string name)
    {
        var options = monitor.Get(name);
#pragma warning disable CA2000 // Dispose() ends it, with the container.
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1000, QueueLimit = 0 });
#pragma warning restore CA2000
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger("Polly") ?? NullLogger.Instance;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage>
        {
            Name = name,
            TelemetryListener = new EventLogger(logger),
            TimeProvider = services.GetService<TimeProvider>(),
        };
        var pipeline = builder
            .AddStrategy(_ => new ConcurrencyStrategy(limiter), new ConcurrencyStrategyOptions())
            .AddTimeout(options.TotalRequestTimeout)
            .AddRetry(options.Retry)
            .AddCircuitBreaker(options.CircuitBreaker)
            .AddTimeout(options.AttemptTimeout)
            .Build();
        return new Entry(pipeline, limiter);
    }

    private sealed record Entry(ResiliencePipeline<HttpResponseMessage> Pipeline, RateLimiter Limiter);
}
