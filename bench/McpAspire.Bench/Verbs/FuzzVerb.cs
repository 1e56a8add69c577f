using System.Diagnostics;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;
using McpAspire.Testing.Fuzzing;

namespace McpAspire.Bench.Verbs;

/// <summary>Randomly changed requests to a running server: no 500 and no hang is allowed.</summary>
internal static class FuzzVerb
{
    private const int Parallelism = 8;

    /// <summary>Memory counts after these requests, which compile code and fill caches.</summary>
    private const int WarmUp = 2000;

    public static async Task RunAsync(BenchRun run, Uri url, TimeSpan duration, int seed, int? processId)
    {
        var fuzz = new FuzzRun(url, (ulong)seed);
        await fuzz.SendAsync(Enumerable.Range(0, WarmUp), Parallelism, CancellationToken.None);
        AddFigures("after the warm-up");
        var start = Stopwatch.GetTimestamp();
        await fuzz.SendAsync(NumbersUntil(), Parallelism, CancellationToken.None);
        AddFigures("at the end");
        run.Problems.AddRange(fuzz.Failures);
        if (!await fuzz.IsServedAsync(CancellationToken.None))
        {
            run.Problems.Add("The server no longer answers.");
        }

        IEnumerable<int> NumbersUntil()
        {
            for (var number = WarmUp; Stopwatch.GetElapsedTime(start) < duration; number++)
            {
                yield return number;
            }
        }

        void AddFigures(string when)
        {
            run.Figures.Add("fuzz", "", url.ToString(), $"seed {seed}, {when}",
            [
                ("requests", fuzz.Statuses.Values.Sum()),
                .. fuzz.Statuses.OrderBy(static pair => pair.Key)
                    .Select(static pair => (pair.Key == 0 ? "closed" : $"status {pair.Key}", (double)pair.Value)),
                ("failures", fuzz.Failures.Count),
                .. processId is { } id ? [(Quantities.Memory, new ProcessUsage(id).ResidentMiB)] : Array.Empty<(string, double)>(),
            ]);
        }
    }
}
