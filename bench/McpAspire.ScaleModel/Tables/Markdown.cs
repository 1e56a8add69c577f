using System.Globalization;

namespace McpAspire.ScaleModel.Tables;

/// <summary>Writes Markdown.</summary>
internal static class Markdown
{
    public static IEnumerable<string> Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) =>
        [Row(head), $"|{string.Concat(head.Select(static _ => "---|"))}", .. rows.Select(Row)];

    /// <summary>A number with as many digits as one reads: 3 for small ones, whole for others.</summary>
    public static string Number(double value) => value switch
    {
        0 => "0",
        < 1 => value.ToString("0.###", CultureInfo.InvariantCulture),
        < 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' '),
    };

    public static string Percent(double share) => share switch
    {
        0 => "0",
        < 0.001 => "< 0.1 %",
        _ => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>A time in the unit that one would say.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 120 => $"{Number(Math.Round(seconds))} s",
        < 7200 => $"{Number(Math.Round(seconds / 60))} min",
        _ => $"{Number(seconds / 3600)} h",
    };

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}
