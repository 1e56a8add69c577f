using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Client;

/// <summary>A logged line.</summary>
internal sealed record LogLine(string Category, LogLevel Level, EventId Event, string Message, Exception? Exception);
