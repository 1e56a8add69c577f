using McpAspire.Client.Terminal;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>Writes differences to standard output, or to a file.</summary>
internal static class ReportWriter
{
    /// <param name="difference">The differences.</param>
    /// <param name="format">The format.</param>
    /// <param name="isStrict">Whether risky differences are failures.</param>
    /// <param name="console">The console; receives the table, too, if the report is written to a file.</param>
    /// <param name="path">The report file, if any.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    public static async Task WriteAsync(
        ContractDifference difference,
        ReportFormat format,
        bool isStrict,
        CommandConsole console,
        string? path,
        CancellationToken cancellationToken)
    {
        if (path is not null)
        {
            await File.WriteAllTextAsync(path, ToText(difference, format, isStrict), cancellationToken);
        }

        if (path is not null || format == ReportFormat.Table)
        {
            TableReport.Write(difference, console.Out);
            return;
        }

        await console.Raw.WriteAsync(ToText(difference, format, isStrict).AsMemory(), cancellationToken);
    }

    private static string ToText(ContractDifference difference, ReportFormat format, bool isStrict) => format switch
    {
        ReportFormat.Json => JsonReport.Write(difference),
        ReportFormat.JUnit => JUnitReport.Write(difference, isStrict),
        ReportFormat.Markdown => MarkdownReport.Write(difference),
        ReportFormat.Table => PlainTable(difference),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static string PlainTable(ContractDifference difference)
    {
        using var text = new StringWriter { NewLine = "\n" };
        TableReport.Write(difference, new CommandConsole(text, isTerminal: false, TextWriter.Null, TextReader.Null).Out);
        return text.ToString();
    }
}
