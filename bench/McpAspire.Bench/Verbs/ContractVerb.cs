using System.Diagnostics;
using McpAspire.Bench.Hosts;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;

namespace McpAspire.Bench.Verbs;

/// <summary>
/// The client's <c>contract check</c> as a process, against servers with 1 and with 500 tools, unchanged and with every tool changed.
/// </summary>
internal static class ContractVerb
{
    private static readonly int[] Counts = [1, 500];

    public static async Task RunAsync(BenchRun run)
    {
        using var folder = new BackendDataDirectory();
        foreach (var count in Counts)
        {
            var contract = Path.Combine(folder.Path, $"{count}.json");
            await using var unchanged = await ToolListServer.StartAsync(count, isChanged: false);
            await using var changed = await ToolListServer.StartAsync(count, isChanged: true);
            await ContractAsync("approve", unchanged.Address, contract);
            foreach (var (name, address) in new[] { ("unchanged", unchanged.Address), ("every tool changed", changed.Address) })
            {
                await ContractAsync("check", address, contract);
                for (var round = 0; round < run.Options.Rounds; round++)
                {
                    var start = Stopwatch.GetTimestamp();
                    var exitCode = await ContractAsync("check", address, contract);
                    run.Figures.Add("contract", "", name, $"{count} tools, exit code {exitCode}",
                        (Quantities.Time, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
                }
            }
        }
    }

    private static async Task<int> ContractAsync(string command, string address, string contract)
    {
        var start = ProgramUnderTest.Command("McpAspire.Client",
            "contract", command, "--server", address, "--contract", contract, "--json");
        start.Environment.Remove("CI");
        await using var client = ProgramUnderTest.Start(start);
        var exitCode = await client.ExitedAsync();
        return exitCode <= 1 ? exitCode : throw new InvalidOperationException($"contract {command} exited with {exitCode}: {client.Error}");
    }
}
