using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>
/// Replaces the content of log records with its <see cref="SafeEvent"/> before they are exported. Scopes become attributes: OpenTelemetry
/// cannot replace them.
/// </summary>
internal sealed class LogRecordRedaction(IExternalScopeProvider scopes) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        var safe = SafeEvent.Of(data.FormattedMessage ?? string.Empty, data.Attributes, data.Exception, scopes);
        data.FormattedMessage = safe.Message;
        data.Body = data.Body is null ? null : Redaction.Scrub(data.Body);
        // The exporter would print the exception itself.
        data.Exception = null;
        data.Attributes = safe.Error is not { } error ? safe.Fields :
        [
            .. safe.Fields,
            new("exception.type", error.Type),
            new("exception.message", error.Message),
            new("exception.stacktrace", error.Stack),
        ];
    }
}
