using System.Reflection;
using McpAspire.BenchKit;
using McpAspire.ResultBench;
using McpAspire.Testing.Queries;

const int Rows = 50_000;
const int Budget = 256 * 1024;
const int Walkers = 16;
var duration = TimeSpan.FromSeconds(60);
var rest = TimeSpan.FromSeconds(10);

var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value);
var data = Directory.CreateTempSubdirectory("mcpaspire-bench-");
try
{
    await using var backend = new ServiceProcess("McpAspire.MockBackend",
        ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("MOCK_DATA_DIRECTORY", data.FullName), ("Datasets__BulkRows", $"{Rows}"));
    await using var server = new ServiceProcess("McpAspire.Server",
        ("ASPNETCORE_ENVIRONMENT", "Development"), ("HOST", "127.0.0.1"), ("PORT", "0"), ("BACKEND_API_URL", $"{await backend.ListeningAsync()}"));
    using var sockets = new SocketsHttpHandler();
    using var http = new HttpClient(sockets);
    var walk = new QueryWalk(http, new Uri(await server.ListeningAsync(), "/mcp"), "query_data", new() { ["dataset"] = "bulk", ["limit"] = 1000 });
    await walk.PageAsync(0, CancellationToken.None);
    await using var memory = new ResidentMemory(server.Id);

    var phases = new List<Phase>();
    var isComplete = false;
    await MeasureAsync("1 walker, all rows once", async totals => isComplete = await WalkAllAsync(walk, totals));
    await MeasureAsync($"{Walkers} walkers, {duration.TotalSeconds} s", totals => WalkTogetherAsync(walk, totals));
    await MeasureAsync("the same again", totals => WalkTogetherAsync(walk, totals));

    await Console.Out.WriteLineAsync($"{metadata["Configuration"]}, {Environment.ProcessorCount} cores\n");
    foreach (var line in Phase.Table(phases))
    {
        await Console.Out.WriteLineAsync(line);
    }

    var isBounded = phases.TrueForAll(phase => phase.Totals.Largest <= Budget);
    if (!isComplete || !isBounded)
    {
        await Console.Error.WriteLineAsync(isComplete ? $"An answer was larger than {Budget} bytes." : "The walk did not show each row once, in order.");
        return 1;
    }

    return 0;

    async Task MeasureAsync(string name, Func<WalkTotals, Task> run)
    {
        var before = memory.Now;
        memory.TakePeak();
        var totals = new WalkTotals();
        await run(totals);
        var (elapsed, peak) = (totals.Elapsed, memory.TakePeak());
        await Task.Delay(rest);
        phases.Add(new(name, totals, elapsed, before, peak, memory.Now));
    }
}
finally
{
    data.Delete(recursive: true);
}

static async Task<bool> WalkAllAsync(QueryWalk walk, WalkTotals totals)
{
    var next = 1;
    var inOrder = true;
    await foreach (var page in walk.PagesAsync(0, CancellationToken.None))
    {
        totals.Add(page);
        foreach (var row in page.Rows)
        {
            inOrder &= row.GetProperty("id").GetInt32() == next++;
        }
    }

    return inOrder && next == Rows + 1;
}

Task WalkTogetherAsync(QueryWalk walk, WalkTotals totals)
{
    return Task.WhenAll(Enumerable.Range(0, Walkers).Select(number => WalkRoundAsync(walk, totals, number * Rows / Walkers)));
}

async Task WalkRoundAsync(QueryWalk walk, WalkTotals totals, int skip)
{
    while (totals.Elapsed < duration)
    {
        await foreach (var page in walk.PagesAsync(skip, CancellationToken.None))
        {
            totals.Add(page);
            if (totals.Elapsed >= duration)
            {
                return;
            }
        }

        skip = 0;
    }
}
