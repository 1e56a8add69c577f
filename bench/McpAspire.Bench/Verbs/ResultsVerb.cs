using System.Diagnostics;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;
using McpAspire.Testing.Queries;

namespace McpAspire.Bench.Verbs;

/// <summary>
/// A dataset of 50 000 rows of 1 KB, read through <c>query_data</c> page by page: every row once, in order, and no response above the
/// budget.
/// </summary>
internal static class ResultsVerb
{
    private const int Rows = 50_000;
    private const int Callers = 16;

    /// <summary>Maximum size of a response, in bytes.</summary>
    private const int Budget = 256 * 1024;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(BenchRun run, TimeSpan duration)
    {
        await using var backend = await RunningBackend.StartAsync(Rows);
        await using var server = await RunningServer.StartAsync(Catalog.Product, backend, hook: false);
        using var sockets = new SocketsHttpHandler();
        using var http = new HttpClient(sockets);
        var walk = new QueryWalk(http, new Uri(server.Address, "/mcp"), "query_data", new() { ["dataset"] = "bulk", ["limit"] = 1000 });
        await walk.PageAsync(0, CancellationToken.None);

        await MeasureAsync("1 caller, all rows once", async totals => run.Problems.AddRange(await ReadAllAsync(walk, totals)));
        await MeasureAsync($"{Callers} callers", ReadTogetherAsync);
        await MeasureAsync($"{Callers} callers again", ReadTogetherAsync);

        async Task MeasureAsync(string name, Func<Totals, Task> read)
        {
            var before = server.Usage.ResidentMiB;
            server.Usage.ResetPeak();
            var totals = new Totals();
            await read(totals);
            var (elapsed, peak) = (totals.Elapsed, server.Usage.PeakMiB);
            await Task.Delay(Rest);
            run.Figures.Add("results", "", name, $"{Rows} rows",
                ("rows read", totals.Rows), ("pages", totals.Pages), (Quantities.Rate, totals.Pages / elapsed.TotalSeconds),
                ("largest response bytes", totals.MaxBytes), ("RSS before MiB", before), (Quantities.PeakMemory, peak),
                ("RSS 10 s after MiB", server.Usage.ResidentMiB));
            run.Problems.AddRange(totals.MaxBytes > Budget ? [$"{name}: a response has {totals.MaxBytes} bytes."] : []);
        }

        Task ReadTogetherAsync(Totals totals)
        {
            return Task.WhenAll(Enumerable.Range(0, Callers).Select(number =>
                ReadRepeatedlyAsync(walk, totals, number * Rows / Callers, duration)));
        }
    }

    private static async Task<string[]> ReadAllAsync(QueryWalk walk, Totals totals)
    {
        var next = 1;
        var isInOrder = true;
        await foreach (var page in walk.PagesAsync(0, CancellationToken.None))
        {
            totals.Add(page);
            foreach (var row in page.Rows)
            {
                isInOrder &= row.GetProperty("id").GetInt32() == next++;
            }
        }

        return isInOrder && next == Rows + 1 ? [] : ["The pages do not have each row once, in order."];
    }

    private static async Task ReadRepeatedlyAsync(QueryWalk walk, Totals totals, int skip, TimeSpan duration)
    {
        for (; totals.Elapsed < duration; skip = 0)
        {
            await foreach (var page in walk.PagesAsync(skip, CancellationToken.None))
            {
                totals.Add(page);
                if (totals.Elapsed >= duration)
                {
                    return;
                }
            }
        }
    }

    /// <summary>What several concurrent callers have read.</summary>
    private sealed class Totals
    {
        private readonly Lock _lock = new();
        private readonly long _start = Stopwatch.GetTimestamp();

        public long Rows { get; private set; }

        public long Pages { get; private set; }

        public int MaxBytes { get; private set; }

        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

        /// <exception cref="InvalidOperationException">The page is an error.</exception>
        public void Add(QueryPage page)
        {
            var rows = page.IsError ? throw new InvalidOperationException(page.Text) : page.Rows.Count();
            lock (_lock)
            {
                (Rows, Pages, MaxBytes) = (Rows + rows, Pages + 1, Math.Max(MaxBytes, page.BodyBytes));
            }
        }
    }
}
