using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;
using McpAspire.Testing.Fuzzing;

namespace McpAspire.Bench.Verbs;

/// <summary>The client's commands against mutated replies of the server: a result or one line each, never a stack trace.</summary>
internal static class OddVerb
{
    public static async Task RunAsync(BenchRun run, int replies)
    {
        await using var backend = await RunningBackend.StartAsync();
        await using var server = await ProgramUnderTest.StartServerAsync([.. backend.Addresses.ServerSettings]);
        foreach (var command in OddServerRun.Commands)
        {
            var failures = await OddServerRun.RunAsync(server.Endpoint, command, Enumerable.Range(1, replies), CancellationToken.None);
            run.Figures.Add("odd", "", command.Split(" --contract ")[0], "", ("runs", replies), ("failures", failures.Count));
            run.Problems.AddRange(failures.Take(10));
        }
    }
}
