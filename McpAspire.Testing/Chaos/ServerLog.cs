using System.Collections.Concurrent;
using System.Text.Json;
using McpAspire.Testing.Replicas;

namespace McpAspire.Testing.Chaos;

/// <summary>Reads what the servers log, one JSON object a line, and keeps the errors that no fault accounts for.</summary>
internal sealed class ServerLog
{
    /// <summary>What a server is to say, at this level, when what it depends on is broken.</summary>
    private static readonly string[] ExpectedErrors = ["Readiness NotReady", "AccessTokenSource TokenFailed", "ServedTool ToolFailed AUTHENTICATION_ERROR"];


    private int _expected;

    /// <summary>How many errors there were that the faults account for.</summary>
    public int Expected => Volatile.Read(ref _expected);

    /// <summary>Errors that are none of a server's dependencies, and exceptions that nobody observed.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = [];

    /// <summary>Collections of garbage that servers have made.</summary>
    public Countdown Collected { get; } = new();

    /// <summary>Takes a line; servers may do so at once.</summary>
    public void Read(string line)
    {
        if (line.Contains("\"function\":\"Collected\"", StringComparison.Ordinal))
        {
            Collected.End();
        }
        else if (line.Contains("\"level\":\"ERROR\"", StringComparison.Ordinal))
        {
            ReadError(line);
        }
    }

    private void ReadError(string line)
    {
        using var json = JsonDocument.Parse(line);
        var error = json.RootElement;
        var code = error.TryGetProperty("context", out var context) && context.TryGetProperty("Code", out var given) ? given.GetString() : null;
        var name = $"{Text("module")} {Text("function")}";
        if (ExpectedErrors.Contains(name) || ExpectedErrors.Contains($"{name} {code}"))
        {
            Interlocked.Increment(ref _expected);
        }
        else
        {
            Unexpected.Enqueue(line);
        }

        string? Text(string property)
        {
            return error.TryGetProperty(property, out var value) ? value.GetString() : null;
        }
    }
}
