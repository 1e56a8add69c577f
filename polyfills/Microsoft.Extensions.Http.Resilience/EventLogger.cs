using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly.Telemetry;

namespace Microsoft.Extensions.Http.Resilience.Internal;

/// <summary>Logs what the strategies do: retries, time limits reached, the breaker opening and closing.</summary>
internal sealed partial class EventLogger(ILogger logger) : TelemetryListener
{
    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        var level = args.Event.Severity switch
        {
            ResilienceEventSeverity.None => LogLevel.None,
            ResilienceEventSeverity.Debug => LogLevel.Debug,
            ResilienceEventSeverity.Information => LogLevel.Information,
            ResilienceEventSeverity.Warning => LogLevel.Warning,
            ResilienceEventSeverity.Error => LogLevel.Error,
            ResilienceEventSeverity.Critical => LogLevel.Critical,
            _ => LogLevel.None,
        };
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var outcome = args.Outcome is { Result: HttpResponseMessage response }
            ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)
            : args.Outcome?.Exception?.GetType().Name;
        Log.EventOccurred(logger, level, args.Event.EventName, args.Source.PipelineName, args.Source.StrategyName, outcome, args.Outcome?.Exception);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 0, Message = "{EventName} in {PipelineName}/{StrategyName}, outcome {Outcome}", EventName = "ResilienceEvent")]
        public static partial void EventOccurred(
            ILogger logger, LogLevel level, string eventName, string? pipelineName, string? strategyName, string? outcome, Exception? exception);
    }
}
