using System.Globalization;
using McpAspire.Client.Terminal;
using Spectre.Console;

namespace McpAspire.Client.Commands.Load;

/// <summary>The report of a run for people, at most 80 columns wide.</summary>
internal static class LoadView
{
    private const int BarWidth = 44;

    private static readonly Style Heading = new(decoration: Decoration.Bold);

    public static void Write(CommandConsole console, LoadReport report)
    {
        console.Out.Write(new Text($"{SafeText.Line(report.Tool)} at {report.Server}", Heading));
        console.Out.WriteLine();
        var rate = report.Rate is { } perSecond ? Text($", {perSecond:0.##}/s requested") : string.Empty;
        console.Out.Write(
            new Text(Text($"{report.Calls} calls in {report.ElapsedSeconds:0.00} s over {report.Connections} connections{rate}: ")));
        console.Out.Write(new Text(Text($"{report.CallsPerSecond:0.0} calls/s, ")));
        console.Out.Write(new Text(Text($"{report.Failed} failed"), new Style(report.Failed == 0 ? Color.Green : Color.Red)));
        console.Out.WriteLine();
        if (report.Interrupted)
        {
            console.Out.Write(new Text(Text($"Interrupted; {report.Abandoned} calls in flight were canceled."), new Style(Color.Yellow)));
            console.Out.WriteLine();
        }

        if (report.LatencyMs is { } latency)
        {
            WriteLatency(console, latency);
            WriteOutcomes(console, report);
            WriteHistogram(console, report.Histogram);
        }
    }

    private static void WriteLatency(CommandConsole console, LoadLatency latency)
    {
        console.Out.WriteLine();
        var table = new Table { Border = TableBorder.None };
        table.AddColumn(new TableColumn(new Text("Latency, ms", Heading)) { NoWrap = true });
        (string Name, double Value)[] columns =
            [
                ("min", latency.Min),
                ("mean", latency.Mean),
                ("p50", latency.P50),
                ("p90", latency.P90),
                ("p99", latency.P99),
                ("p99.9", latency.P999),
                ("max", latency.Max)];
        foreach (var (name, _) in columns)
        {
            table.AddColumn(new TableColumn(new Text(name, Heading)) { Alignment = Justify.Right, NoWrap = true });
        }

        table.AddRow([new Text(string.Empty), .. columns.Select(static column => new Text(Text($"{column.Value:0.0}")))]);
        console.Out.Write(table);
    }

    private static void WriteOutcomes(CommandConsole console, LoadReport report)
    {
        console.Out.WriteLine();
        var table = new Table { Border = TableBorder.None };
        table.AddColumn(new TableColumn(new Text("Outcome", Heading)));
        table.AddColumn(new TableColumn(new Text("Calls", Heading)) { Alignment = Justify.Right });
        table.AddColumn(new TableColumn(new Text("Share", Heading)) { Alignment = Justify.Right });
        foreach (var (outcome, count) in report.Outcomes)
        {
            table.AddRow(
                new Text(outcome, new Style(outcome == LoadTally.Ok ? Color.Green : Color.Red)),
                new Text(Text($"{count}")),
                new Text(Text($"{100.0 * count / report.Calls:0.0} %")));
        }

        console.Out.Write(table);
    }

    private static void WriteHistogram(CommandConsole console, IReadOnlyList<LatencyBucket> buckets)
    {
        var bar = console.IsTerminal && console.Out.Profile.Capabilities.Unicode ? '█' : '#';
        var most = buckets.Max(static bucket => bucket.Count);
        console.Out.WriteLine();
        console.Out.Write(new Text("Calls by latency", Heading));
        console.Out.WriteLine();
        foreach (var bucket in buckets)
        {
            var length = (int)Math.Ceiling((double)BarWidth * bucket.Count / most);
            console.Out.Write(new Text(Text($"{bucket.FromMs,8:0.##} to {bucket.ToMs,8:0.##} ms ")));
            console.Out.Write(new Text(new string(bar, length), new Style(Color.Aqua)));
            console.Out.Write(new Text(Text($"{(length == 0 ? string.Empty : " ")}{bucket.Count}")));
            console.Out.WriteLine();
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
