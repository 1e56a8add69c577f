using System.Collections.Concurrent;
using System.Text.Json;

namespace McpAspire.Testing.Chaos;

/// <summary>Reads the JSON log of the servers and collects the errors that are not caused by faults.</summary>
internal sealed class ServerLog
{
    /// <summary>The errors that a server logs while a dependency fails.</summary>
    private static readonly string[] ExpectedErrors =
        ["Readiness NotReady", "AccessTokenSource TokenFailed", "ServedTool ToolFailed AUTHENTICATION_ERROR"];

    private int _expected;

    /// <summary>Number of errors caused by faults.</summary>
    public int Expected => Volatile.Read(ref _expected);

    /// <summary>All other errors.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = [];

    /// <summary>Reads one line; several servers may write at once.</summary>
    public void Read(string line)
    {
        if (!line.Contains("\"level\":\"ERROR\"", StringComparison.Ordinal))
        {
            return;
        }

        using var json = JsonDocument.Parse(line);
        var error = json.RootElement;
        var code = error.TryGetProperty("context", out var context) ? TextOf(context, "Code") : null;
        var name = $"{TextOf(error, "module")} {TextOf(error, "function")}";
        if (ExpectedErrors.Contains(name) || ExpectedErrors.Contains($"{name} {code}"))
        {
            Interlocked.Increment(ref _expected);
        }
        else
        {
            Unexpected.Enqueue(line);
        }
    }

    private static string? TextOf(JsonElement error, string property) =>
        error.TryGetProperty(property, out var value) ? value.GetString() : null;
}
