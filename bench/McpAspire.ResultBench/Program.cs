using System.Globalization;
using System.Reflection;
using McpAspire.ResultBench;
using McpAspire.Tests.Reliability;

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

    var before = memory.Now;
    var one = new WalkTotals();
    var isComplete = await WalkAllAsync(walk, one);
    var (oneTime, onePeak) = (one.Elapsed, memory.TakePeak());
    await Task.Delay(rest);
    var oneAfter = memory.Now;

    memory.TakePeak();
    var many = new WalkTotals();
    await Task.WhenAll(Enumerable.Range(0, Walkers).Select(number => WalkRoundAsync(walk, many, number * Rows / Walkers)));
    var (manyTime, manyPeak) = (many.Elapsed, memory.TakePeak());
    await Task.Delay(rest);

    var isBounded = Math.Max(one.Largest, many.Largest) <= Budget;
    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
        {metadata["Configuration"]}, package mode {metadata["PackageMode"]}, {Environment.ProcessorCount} cores

        | | one walker, all rows once | {Walkers} walkers, {duration.TotalSeconds} s |
        |---|---|---|
        | rows | {one.Rows} | {many.Rows} |
        | calls (pages) | {one.Pages} | {many.Pages} |
        | calls/s | {one.Pages / oneTime.TotalSeconds:F0} | {many.Pages / manyTime.TotalSeconds:F0} |
        | largest answer, bytes (budget {Budget}) | {one.Largest} | {many.Largest} |
        | RSS of the server before, MiB | {before} | {oneAfter} |
        | RSS at its peak, MiB | {onePeak} | {manyPeak} |
        | RSS {rest.TotalSeconds} s after, MiB | {oneAfter} | {memory.Now} |
        """));
    if (!isComplete || !isBounded)
    {
        await Console.Error.WriteLineAsync(isComplete ? "An answer was larger than the budget." : "The walk did not show each row once, in order.");
        return 1;
    }

    return 0;
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
