using ModelContextProtocol.Protocol;
using Spectre.Console;

namespace McpAspire.Client.Commands.Output;

/// <summary>What a tool says that it does to its world. A hint: nothing makes a server keep it.</summary>
internal static class ToolHint
{
    public static bool IsReadOnly(Tool tool) => tool.Annotations?.ReadOnlyHint is true;

    /// <summary>A word for it. MCP takes a tool that says nothing for one that destroys.</summary>
    public static string Word(Tool tool) => tool.Annotations switch
    {
        { ReadOnlyHint: true } => "read-only",
        { DestructiveHint: false } => "writes",
        { DestructiveHint: true } => "destructive",
        _ => "no hint",
    };

    /// <summary>All that it says.</summary>
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
