using System.Diagnostics;
using McpAspire.Fuzz;
using McpAspire.Testing.Fuzzing;

if (FuzzOptions.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync("Usage: McpAspire.Fuzz --url http://127.0.0.1:3333 [--minutes 5] [--seed 1] [--parallel 8] [--pid <the server's process>]");
    return 2;
}

// The first requests compile and fill the server's caches: memory counts from here.
const int WarmUp = 2000;
var run = new FuzzRun(options.Url, options.Seed);
await run.SendAsync(Enumerable.Range(0, WarmUp), options.Parallel, CancellationToken.None);
await ReportAsync("after the warm-up");

var number = WarmUp;
var start = TimeProvider.System.GetTimestamp();
for (var minute = 1; TimeProvider.System.GetElapsedTime(start) < options.Duration; minute++)
{
    await run.SendAsync(NumbersUntil(TimeSpan.FromMinutes(Math.Min(minute, options.Duration.TotalMinutes))), options.Parallel, CancellationToken.None);
    await ReportAsync($"after {TimeProvider.System.GetElapsedTime(start).TotalMinutes:F1} min");
}

var served = await run.IsServedAsync(CancellationToken.None);
foreach (var (status, count) in run.Statuses.OrderBy(pair => pair.Key))
{
    await Console.Out.WriteLineAsync($"{(status == 0 ? "closed" : status),8} {count,9}");
}

foreach (var failure in run.Failures)
{
    await Console.Error.WriteLineAsync(failure);
}

await Console.Out.WriteLineAsync($"seed {options.Seed}: {run.Failures.Count} failures; the server {(served ? "still answers" : "does not answer any more")}");
return run.Failures.IsEmpty && served ? 0 : 1;

IEnumerable<int> NumbersUntil(TimeSpan end)
{
    while (TimeProvider.System.GetElapsedTime(start) < end)
    {
        yield return number++;
    }
}

async Task ReportAsync(string when)
{
    var memory = string.Empty;
    if (options.ProcessId is { } id)
    {
        using var process = Process.GetProcessById(id);
        memory = $", server's memory {process.WorkingSet64 / 1048576.0:F0} MiB";
    }

    await Console.Out.WriteLineAsync($"{when}: {run.Statuses.Values.Sum()} requests{memory}");
}
