using System.Diagnostics;
using System.Reflection;
using McpAspire.ContractBench;

const int Runs = 15;
int[] counts = [1, 500];

var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value);
var folder = Directory.CreateTempSubdirectory("mcpaspire-bench-");
try
{
    await Console.Out.WriteLineAsync($"{metadata["Configuration"]}, {Environment.ProcessorCount} cores, {Runs} runs each\n");
    await Console.Out.WriteLineAsync("| Tools | Server | Exit code | Median, ms | Slowest, ms |\n|---|---|---|---|---|");
    foreach (var count in counts)
    {
        var contract = Path.Combine(folder.FullName, $"{count}.json");
        await using var same = await ToolServer.StartAsync(count, isChanged: false);
        await using var changed = await ToolServer.StartAsync(count, isChanged: true);
        await CheckAsync("approve", same.Address, contract);
        foreach (var (name, address) in new[] { ("as agreed", same.Address), ("every tool changed", changed.Address) })
        {
            await CheckAsync("check", address, contract);
            var times = new List<double>();
            var exitCode = 0;
            for (var run = 0; run < Runs; run++)
            {
                var start = Stopwatch.GetTimestamp();
                exitCode = await CheckAsync("check", address, contract);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            times.Sort();
            await Console.Out.WriteLineAsync($"| {count} | {name} | {exitCode} | {times[Runs / 2]:F0} | {times[^1]:F0} |");
        }
    }

    return 0;
}
finally
{
    folder.Delete(recursive: true);
}

static async Task<int> CheckAsync(string command, string address, string contract)
{
    var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
    var client = Path.GetFullPath(Path.Combine(here, "..", "..", "McpAspire.Client", Path.GetFileName(here), "McpAspire.Client.dll"));
    var start = new ProcessStartInfo("dotnet", [client, "contract", command, "--server", address, "--contract", contract, "--json"]) { RedirectStandardOutput = true };
    start.Environment.Remove("CI");
    using var process = Process.Start(start)!;
    await process.StandardOutput.ReadToEndAsync();
    await process.WaitForExitAsync();
    return process.ExitCode <= 1 ? process.ExitCode : throw new InvalidOperationException($"contract {command} ended with {process.ExitCode}.");
}
