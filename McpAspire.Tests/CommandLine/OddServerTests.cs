using System.Collections.Concurrent;
using McpAspire.Testing.Fuzzing;

namespace McpAspire.Tests.CommandLine;

/// <summary>
/// Whatever the server replies, every command writes a result, or one line with an exit code, without unescaped text of the server.
/// </summary>
[Trait("Category", "Integration")]
public sealed class OddServerTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const int Seeds = 100;

    private const int ProgramRuns = 20;

    private static readonly string ClientContract = Repository.PathOf("McpAspire.Client", "contract.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands =>
    [
        "tools",
        "tools --json",
        "tools query_data",
        "call list_users --limit 2",
        "call list_users --json",
        "call query_data --help",
        "load list_users --calls 2 --connections 1",
        $"contract check --contract {ClientContract}",
        "contract approve --contract {file}",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_writes_a_result_or_one_line(string command)
    {
        var folder = Directory.CreateTempSubdirectory("odd-");
        var failures = new ConcurrentQueue<string>();
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation };
            await Parallel.ForEachAsync(Enumerable.Range(1, Seeds), parallel, async (seed, cancellation) =>
            {
                await using var odd = await MutatingServer.StartAsync(server.Endpoint, seed, cancellation);
                var arguments = command.Replace(
                    "{file}", Path.Combine(folder.FullName, $"{seed}.json"), StringComparison.Ordinal).Split(' ');
                var run = await CommandRun.RunAsync(odd.Address, TextReader.Null, [("CI", string.Empty)], [.. arguments, "--timeout", "2"]);
                if (Problem(run) is { } problem)
                {
                    failures.Enqueue($"seed {seed}: {problem}\n  exit code {run.ExitCode}\n  {run.Error}");
                }
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.True(failures.IsEmpty, string.Join('\n', failures.Take(10)));
    }

    [Fact]
    public async Task The_program_writes_a_result_or_one_line()
    {
        string[] commands = ["tools", "call list_users", "doctor", $"contract check --contract {ClientContract}"];
        foreach (var seed in Enumerable.Range(1000, ProgramRuns))
        {
            await using var odd = await MutatingServer.StartAsync(server.Endpoint, seed, Cancellation);
            string[] arguments = [.. commands[seed % commands.Length].Split(' '), "--server", odd.Address.ToString(), "--timeout", "5"];
            var run = await ProgramUnderTest.RunAsync("McpAspire.Client", [("ASPNETCORE_ENVIRONMENT", "Development")], arguments);

            Assert.True(
                Problem(run) is null,
                $"seed {seed}, {string.Join(' ', arguments)}: {Problem(run)}\n{run.ExitCode}\n{run.Output}\n{run.Error}");
        }
    }

    private static string? Problem(ProgramRun run)
    {
        var text = run.Output + run.Error;
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return run.ExitCode is not (0 or 1 or 3) ? "the exit code"
            : run.ExitCode == 3 && (lines is not [var line] || !line.StartsWith("McpAspire.Client: ", StringComparison.Ordinal))
                ? "not one line"
            : lines.Any(
                static line => line.StartsWith("   at ", StringComparison.Ordinal) || line.Contains("unexpected", StringComparison.Ordinal))
                ? "an unhandled exception"
            : text.Any(
                static character =>
                    (char.IsControl(character) && character is not ('\n' or '\t')) || character is >= '\u202a' and <= '\u202e')
                ? "a control character"
            : null;
    }
}
