using System.Collections.Concurrent;

namespace McpAspire.Testing.Fuzzing;

/// <summary>Runs commands of the client against a server whose replies are mutated.</summary>
internal static class OddServerRun
{
    public static readonly string ClientContract = Repository.PathOf("McpAspire.Client", "contract.json");

    public static IReadOnlyList<string> Commands { get; } =
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

    /// <summary>Runs the command once for each seed, in this process.</summary>
    /// <returns>The runs that broke a rule of <see cref="FindProblem"/>.</returns>
    public static async Task<IReadOnlyCollection<string>> RunAsync(
        Uri server, string command, IEnumerable<int> seeds, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("odd-");
        var failures = new ConcurrentQueue<string>();
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(seeds, parallel, async (seed, _) =>
            {
                await using var odd = await MutatingServer.StartAsync(server, seed);
                var file = Path.Combine(folder.FullName, $"{seed}.json");
                var arguments = command.Replace("{file}", file, StringComparison.Ordinal).Split(' ');
                var run = await CommandRun.RunAsync(odd.Address, TextReader.Null, [("CI", string.Empty)], [.. arguments, "--timeout", "2"]);
                if (FindProblem(run) is { } problem)
                {
                    failures.Enqueue($"{command}, seed {seed}: {problem}\n  exit code {run.ExitCode}\n  {run.Error}");
                }
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return failures;
    }

    /// <summary>The rule that a run broke: exit code, one line, no stack trace, no control character.</summary>
    public static string? FindProblem(ProgramRun run)
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
