using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Observability;

/// <summary>A log event as received by a logger provider.</summary>
internal sealed record RecordedEvent(
    string Category,
    LogLevel Level,
    string Message,
    IReadOnlyDictionary<string, object?> Fields,
    IReadOnlyList<KeyValuePair<string, object?>> Scopes,
    Exception? Exception,
    ActivityTraceId? TraceId)
{
    /// <summary>All printable text of the event.</summary>
    public string Text =>
        string.Join('\n', [Message, .. Fields.Concat(Scopes).Select(pair => $"{pair.Key}={pair.Value}"), Exception?.ToString()]);
}
