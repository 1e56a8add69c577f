using System.Globalization;

namespace McpAspire.Tests.Http;

/// <summary>Reads the rows of docs/HTTP_REQUESTS.md: the document is the test's data.</summary>
internal static class WildTable
{
    private const int Columns = 8;

    public static IReadOnlyList<WildRow> Rows { get; } = [.. Read()];

    /// <summary>The numbers and names of some rows.</summary>
    public static TheoryData<int, string> Data(Predicate<WildRow> filter)
    {
        var data = new TheoryData<int, string>();
        foreach (var row in Rows.Where(row => filter(row)))
        {
            data.Add(row.Number, row.What);
        }

        return data;
    }

    private static IEnumerable<WildRow> Read()
    {
        const string Heading = "## ";
        var section = string.Empty;
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "HTTP_REQUESTS.md")))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (line.StartsWith(Heading, StringComparison.Ordinal))
            {
                section = line[Heading.Length..];
            }
            else if (cells.Length > 2 && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                yield return Row(section, line, [.. cells[1..^1].Select(Plain)]);
            }
        }
    }

    private static WildRow Row(string section, string line, string[] cells) => cells.Length == Columns
        ? new WildRow(
            section, int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2], cells[3], cells[4], cells[5], cells[6],
            cells[7])
        : throw new FormatException($"Not {Columns} cells: {line}");

    /// <summary>The text of a cell without backticks, and with line breaks instead of <c>&lt;br&gt;</c>.</summary>
    private static string Plain(string cell) =>
        cell.Replace("`", string.Empty, StringComparison.Ordinal).Replace("<br>", "\n", StringComparison.Ordinal);
}
