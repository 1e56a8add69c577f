using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Observability;

/// <summary>One log event as a logger provider receives it.</summary>
internal sealed record RecordedEvent(string Category, LogLevel Level, string Message, IReadOnlyDictionary<string, object?> Fields, IReadOnlyList<KeyValuePair<string, object?>> Scopes, Exception? Exception, ActivityTraceId? TraceId)
{
    /// <summary>Everything that could be printed of it.</summary>
    public string Text => string.Join('\n', [Message, .. Fields.Concat(Scopes).Select(pair => $"{pair.Key}={pair.Value}"), Exception?.ToString()]);
}
