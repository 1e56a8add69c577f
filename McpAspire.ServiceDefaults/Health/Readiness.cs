using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Health;

/// <summary>
/// Runs the readiness checks once per interval and shares the outcome between probes. Two failures in a row make the service not ready,
/// because a brief fault of a dependency affects all replicas; one success makes it ready again.
/// </summary>
internal sealed partial class Readiness(
    HealthCheckService checks,
    IOptions<ReadinessOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Readiness> logger)
{
    private const int FailuresUntilNotReady = 2;

    /// <summary>Number of failed checks at startup that are not errors: dependencies may need some time.</summary>
    private const int MaxStartupFailures = 20;

    /// <summary>Kubelets time out after 3 seconds; the checks themselves after 2.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2.5);

    /// <summary>Interval until the first success, so that a long interval does not delay startup.</summary>
    private static readonly TimeSpan StartInterval = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _checks;
    private long _since;
    private int _failures;
    private bool _isReady;
    private bool _hasBeenReady;

    /// <summary>Gets the readiness and the last report within 2.5 seconds.</summary>
    /// <returns>The report is <see langword="null"/> if the checks time out.</returns>
    public async Task<(bool IsReady, HealthReport? Report)> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var report = await CurrentChecks().WaitAsync(Limit, time, cancellationToken);
            return (_isReady && !lifetime.ApplicationStopping.IsCancellationRequested, report);
        }
        catch (TimeoutException)
        {
            return (false, null);
        }
    }

    private Task<HealthReport> CurrentChecks()
    {
        lock (_lock)
        {
            var interval = _hasBeenReady || options.Value.Interval < StartInterval ? options.Value.Interval : StartInterval;
            if (_checks is null || (_checks.IsCompleted && time.GetElapsedTime(_since) >= interval))
            {
                (_checks, _since) = (Task.Run(CheckAsync), time.GetTimestamp());
            }

            return _checks;
        }
    }

    private async Task<HealthReport> CheckAsync()
    {
        var report = await checks.CheckHealthAsync(static check => check.Tags.Contains(HealthTags.Ready));
        lock (_lock)
        {
            _failures = report.Status == HealthStatus.Unhealthy ? _failures + 1 : 0;
            var isReady = _failures == 0 || (_isReady && _failures < FailuresUntilNotReady);
            if (isReady != _isReady || (!_hasBeenReady && _failures is 1 or MaxStartupFailures))
            {
                Report(isReady, report);
            }

            (_isReady, _hasBeenReady) = (isReady, _hasBeenReady || isReady);
        }

        return report;
    }

    private void Report(bool isReady, HealthReport report)
    {
        if (isReady)
        {
            Log.Ready(logger);
        }
        else
        {
            var level = _hasBeenReady || _failures == MaxStartupFailures ? LogLevel.Error : LogLevel.Information;
            var dependencies = string.Join(", ", report.Entries
                .Where(static entry => entry.Value.Status == HealthStatus.Unhealthy)
                .Select(static entry =>
                    entry.Value.Data.GetValueOrDefault(HealthEndpoints.ErrorCodeKey) is string code ? $"{entry.Key} {code}" : entry.Key));
            Log.NotReady(logger, level, dependencies);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Ready")]
        public static partial void Ready(ILogger logger);

        [LoggerMessage(EventId = 2, Message = "Readiness probe failed: {Dependencies}")]
        public static partial void NotReady(ILogger logger, LogLevel level, string dependencies);
    }
}
