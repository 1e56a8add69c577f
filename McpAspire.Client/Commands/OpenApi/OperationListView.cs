using System.Globalization;
using McpAspire.Client.Terminal;
using Spectre.Console;

namespace McpAspire.Client.Commands.OpenApi;

/// <summary>The table of a document's operations.</summary>
internal static class OperationListView
{
    /// <summary>In characters: enough to notice a description that speaks to the model. <c>--json</c> has all of it.</summary>
    private const int MaxDescription = 160;

    public static void Write(CommandConsole console, IReadOnlyList<OperationRow> rows)
    {
        var table = new Table
        {
            Border = console.IsTerminal ? TableBorder.Rounded : TableBorder.None,
            ShowRowSeparators = console.IsTerminal,
        };
        foreach (var heading in new[] { "Operation", "Tool", "Bytes", "Tokens", "Description, or why it cannot be a tool" })
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow(
                new Text(SafeText.Line(row.Operation.Id is { } id ? $"{id} {row.Operation.Route}" : row.Operation.Route)),
                new Text(row.Tool?.Name ?? string.Empty, new Style(row.Reason is null ? Color.Aqua : Color.Grey)),
                new Text(Number(row.Tool?.Bytes)),
                new Text(row.Tool is null ? string.Empty : $"~{Number(row.Tool.Tokens)}"),
                row.Reason is null
                    ? new Text(SafeText.Line(row.Tool?.Description ?? string.Empty, MaxDescription))
                    : new Text(SafeText.Line($"Cannot be a tool: it {row.Reason}"), new Style(Color.Yellow)));
        }

        console.Out.Write(table);
        var usable = rows.Where(static row => row.Reason is null).ToList();
        console.Layout.WriteLine(
            $"{Number(rows.Count)} operations, {Number(usable.Count)} can be tools; together they take about "
                + $"{Number(usable.Sum(static row => row.Tool!.Tokens))} tokens of a model's context.");
    }

    private static string Number(int? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? string.Empty;
}
