using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace McpAspire.Testing.Chaos;

/// <summary>Within a service: logs exceptions of tasks that nobody observed. They show only when the tasks are collected, so it does that when it is asked to.</summary>
internal sealed partial class ChaosAgent(JumpingTime time, ILogger<ChaosAgent> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TaskScheduler.UnobservedTaskException += (_, unobserved) => Log.Unobserved(logger, unobserved.Exception);
        using var timer = new PeriodicTimer(Period);
        for (var collections = time.Collections; await timer.WaitForNextTickAsync(stoppingToken);)
        {
            if (time.Collections > collections)
            {
                collections = time.Collections;
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                Log.Collected(logger);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Nobody observed the exception of a task")]
        public static partial void Unobserved(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "Garbage collected")]
        public static partial void Collected(ILogger logger);
    }
}
