using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Commands.Arguments;
using McpAspire.Client.Terminal;
using ModelContextProtocol.Protocol;
using Spectre.Console;

namespace McpAspire.Client.Commands.Output;

/// <summary>The details of one tool, for <c>tools NAME</c> and the help of <c>call NAME</c>.</summary>
internal static class ToolView
{
    private const int NameWidth = 26;

    private static readonly Style Heading = new(decoration: Decoration.Bold);

    public static void Write(CommandConsole console, Tool tool)
    {
        var name = new Text(SafeText.Line(tool.Name), new Style(Color.Aqua, decoration: Decoration.Bold));
        console.Out.Write(new Columns(name, new Text(ToolHint.Words(tool), ToolHint.Style(tool))) { Expand = false });
        console.Out.WriteLine();
        if (tool.Description is { } description)
        {
            console.Out.Write(new Text(SafeText.Line(description)));
            console.Out.WriteLine();
        }

        WriteArguments(console, tool);
        WriteOutput(console, tool);
        if (tool.Meta?["mcpaspire/limits"] is JsonObject limits)
        {
            WriteSection(console, "Limits", limits.Select(static limit => (limit.Key, limit.Value?.ToString())));
        }

        if (tool.Meta?["mcpaspire/errors"] is JsonArray errors)
        {
            WriteSection(console, "Errors", [(string.Join(", ", errors.Select(static error => error?.ToString())), null)]);
        }
    }

    private static void WriteArguments(CommandConsole console, Tool tool)
    {
        var arguments = ToolArgument.Of(tool);
        WriteSection(
            console,
            "Arguments",
            arguments.Count == 0
                ? [("none", null)]
                : arguments.Select(
                    static argument => ($"{argument.Flag ?? argument.Name} {argument.Placeholder}", (string?)Describe(argument))));
    }

    private static void WriteOutput(CommandConsole console, Tool tool)
    {
        if (tool.OutputSchema is { } output)
        {
            WriteSection(
                console,
                "Output",
                ArgumentSchema.Of(output).Properties.Select(
                    static property => ($"{property.Key}", (string?)$"{SchemaWords.Type(property.Value)}. {property.Value.Description}")));
        }
    }

    private static string Describe(ToolArgument argument)
    {
        var facts = new List<string> { SchemaWords.Type(argument.Schema) };
        facts.AddRange(SchemaWords.Rules(argument.Schema));
        facts.Add(
            argument.IsRequired
                ? "required"
                : argument.Schema.Default is { ValueKind: not JsonValueKind.Null } value
                ? $"default {value.GetRawText()}"
                : "optional");
        if (argument.Flag is null)
        {
            facts.Add("only with --input");
        }

        var description = argument.Schema.Description;
        return $"{string.Join("; ", facts)}. {description}";
    }

    private static void WriteSection(CommandConsole console, string title, IEnumerable<(string Name, string? Text)> rows)
    {
        console.Out.WriteLine();
        console.Out.Write(new Text(title, Heading));
        console.Out.WriteLine();
        foreach (var (name, text) in rows)
        {
            var left = SafeText.Line(name);
            if (text is null)
            {
                console.Out.Write(new Padder(new Text(left), new Padding(2, 0, 0, 0)));
                continue;
            }

            // A name that is too long for its column is on a separate line.
            var fits = left.Length < NameWidth;
            if (!fits)
            {
                console.Out.Write(new Padder(new Text(left, new Style(Color.Aqua)), new Padding(2, 0, 0, 0)));
            }

            var grid = new Grid();
            grid.AddColumn(new GridColumn { Width = NameWidth, Padding = new Padding(2, 0, 1, 0), NoWrap = true });
            grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
            grid.AddRow(new Text(fits ? left : string.Empty, new Style(Color.Aqua)), new Text(SafeText.Line(text)));
            console.Out.Write(grid);
        }
    }
}
