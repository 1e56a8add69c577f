using System.Globalization;
using McpAspire.ScaleModel.Measured;
using static McpAspire.ScaleModel.Tables.Markdown;

namespace McpAspire.ScaleModel.Tables;

/// <summary>What was measured.</summary>
internal static class InputTable
{
    public static IEnumerable<string> Of(Figures figures)
    {
        var server = ChartDefaults.Server(figures);
        var process = figures.Process;
        var worst = figures.Overloads[^1];
        IReadOnlyList<string>[] rows =
        [
            ["CPU of a call, one after the other", $"{Number(figures.CpuPerCall * 1e6)} µs"],
            ["CPU of a call, 16 at once", $"{Number(figures.CpuPerCallWhenBusy * 1e6)} µs"],
            ["CPU of a call that is refused: 503, `rate_limited`", $"{Number(figures.Refusals.Refused)} µs, {Number(figures.Refusals.RateLimited)} µs"],
            .. figures.Starts.Select(static start => (IReadOnlyList<string>)
                [$"start to first answer with {Number(start.Cores)} core", $"{start.SecondsToFirstCall.ToString("0.0", CultureInfo.InvariantCulture)} s, {start.CpuSecondsToFirstCall.ToString("0.0", CultureInfo.InvariantCulture)} s of CPU"]),
            ["calls in the 1st, 5th, 10th, 30th second after that, with 1 core", string.Join(", ", figures.Starts[0].Seconds.Where(static (_, index) => index is 0 or 4 or 9 or 29).Select(static second => Number(second.Calls)))],
            ["so much dearer is a call in these seconds than at last", string.Join(", ", server.WarmUp.Where(static (_, index) => index is 0 or 4 or 9 or 29).Select(static step => step.Factor.ToString("0.0", CultureInfo.InvariantCulture)))],
            .. figures.Loads.Skip(1).Select(static load => (IReadOnlyList<string>)
                [$"open files, and connections to the backend, with {load.Connections} callers", $"{load.FileDescriptors}, {load.BackendConnections}"]),
            [$"{worst.Callers} callers at once: answered, `rate_limited`, 503, each second", $"{Number(worst.Answered)}, {Number(worst.RateLimited)}, {Number(worst.Refused)}"],
            ["log of a call", $"{Number(process.LogBytesPerCall)} bytes"],
            ["one scrape of `/metrics` after calls of two tools", $"{process.MetricSeries} series, {Number(process.ScrapeBytes / 1024.0)} KiB"],
            ["requests for a token in a run of calls", $"{process.TokenRequests}"],
        ];
        return [$"{figures.Machine}; {figures.MeasuredOn:yyyy-MM-dd}.", "", .. Table(["Measured of one server on one core", ""], rows)];
    }
}
