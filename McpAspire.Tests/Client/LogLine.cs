using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Client;

/// <summary>One line that a program logged.</summary>
internal sealed record LogLine(string Category, LogLevel Level, EventId Event, string Message, Exception? Exception);
