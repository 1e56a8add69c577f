using ModelContextProtocol.Protocol;
using Spectre.Console;

namespace McpAspire.Client.Commands.Output;

/// <summary>The behavior hints of a tool, which the server does not guarantee.</summary>
internal static class ToolHint
{
    public static bool IsReadOnly(Tool tool) => tool.Annotations?.ReadOnlyHint is true;

    /// <summary>The hints as one word. MCP treats a tool without hints as destructive.</summary>
    public static string Word(Tool tool) => tool.Annotations switch
    {
        { ReadOnlyHint: true } => "read-only",
        { DestructiveHint: false } => "writes",
        { DestructiveHint: true } => "destructive",
        _ => "no hint",
    };

    /// <summary>All hints.</summary>
    public static string Words(Tool tool)
    {
        var words = new List<string> { Word(tool) };
        if (tool.Annotations?.IdempotentHint is { } idempotent && !IsReadOnly(tool))
        {
            words.Add(idempotent ? "idempotent" : "not idempotent");
        }

        if (tool.Annotations?.OpenWorldHint is true)
        {
            words.Add("open world");
        }

        return string.Join(", ", words);
    }

    public static Style Style(Tool tool) => Word(tool) switch
    {
        "read-only" => new(Color.Green),
        "writes" => new(Color.Yellow),
        _ => new(Color.Red),
    };
}
