using McpAspire.Client.Commands.Arguments;
using McpAspire.Client.Terminal;
using ModelContextProtocol.Protocol;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace McpAspire.Client.Commands.Output;

/// <summary>The table of a server's tools.</summary>
internal static class ToolListView
{
    private const int MaxDescription = 300;

    public static void Write(CommandConsole console, IReadOnlyList<Tool> tools)
    {
        var table = new Table
        {
            Border = console.IsTerminal ? TableBorder.Rounded : TableBorder.None,
            ShowRowSeparators = console.IsTerminal,
        };
        table.AddColumn(new TableColumn(new Text("Tool", Heading)));
        table.AddColumn(new TableColumn(new Text("What it does", Heading)));
        table.AddColumn(new TableColumn(new Text("Arguments (* required)", Heading)));
        foreach (var tool in tools)
        {
            table.AddRow(
                new Rows(new Text(SafeText.Line(tool.Name), new Style(Color.Aqua)), new Text(ToolHint.Word(tool), ToolHint.Style(tool))),
                new Text(SafeText.Line(tool.Description ?? tool.Title ?? string.Empty, MaxDescription)),
                Arguments(tool));
        }

        console.Out.Write(table);
    }

    private static Style Heading { get; } = new(decoration: Decoration.Bold);

    private static IRenderable Arguments(Tool tool)
    {
        var arguments = ToolArgument.Of(tool);
        return arguments.Count == 0
            ? new Text("none", new Style(decoration: Decoration.Dim))
            : new Rows(
                arguments.Select(static argument => new Text(SafeText.Line(argument.Name) + (argument.IsRequired ? "*" : string.Empty))));
    }
}
