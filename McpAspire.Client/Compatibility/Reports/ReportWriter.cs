using McpAspire.Client.Terminal;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>Writes differences in any format.</summary>
internal static class ReportWriter
{
    /// <summary>Writes to standard output.</summary>
    public static async Task WriteAsync(
        ContractDifference difference, ReportFormat format, bool isStrict, CommandConsole console, CancellationToken cancellationToken)
    {
        if (format == ReportFormat.Table)
        {
            TableReport.Write(difference, console.Out);
            return;
        }

        await console.Raw.WriteAsync(ToText(difference, format, isStrict).AsMemory(), cancellationToken);
    }

    /// <param name="difference">The differences.</param>
    /// <param name="format">The format.</param>
    /// <param name="isStrict">Whether risky differences are failures.</param>
    public static string ToText(ContractDifference difference, ReportFormat format, bool isStrict) => format switch
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
