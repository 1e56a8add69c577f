using System.Globalization;

namespace McpAspire.Tests.Http;

/// <summary>Reads the rows of docs/HTTP_REQUESTS.md: the document is the test's data.</summary>
internal static class WildTable
{
    private const int Columns = 8;

    public static IReadOnlyList<WildRow> Rows { get; } =
    [
        .. from line in File.ReadAllLines(Repository.PathOf("docs", "HTTP_REQUESTS.md"))
           let cells = line.Split('|', StringSplitOptions.TrimEntries)
           where cells.Length > 2 && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
           select Row(line, [.. cells[1..^1].Select(Plain)]),
    ];

    private static WildRow Row(string line, string[] cells) => cells.Length == Columns
        ? new WildRow(
            int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7])
        : throw new FormatException($"Not {Columns} cells: {line}");

    /// <summary>The text of a cell without backticks, and with line breaks instead of <c>&lt;br&gt;</c>.</summary>
    private static string Plain(string cell) =>
        cell.Replace("`", string.Empty, StringComparison.Ordinal).Replace("<br>", "\n", StringComparison.Ordinal);
}
