using System.Diagnostics;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Doctor;

/// <summary>One run of <c>doctor</c>, as a process of its own.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record DoctorProcess(int ExitCode, string Output, string Error)
{
    /// <summary>The checks of the report, which has to be JSON, by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Checks =>
        JsonNode.Parse(Output)!["checks"]!.AsArray().ToDictionary(static check => (string)check!["name"]!, static check => check!.AsObject());

    /// <summary>The checks' names and states, in order.</summary>
    public IEnumerable<string> States => Checks.Select(static check => $"{check.Key} {check.Value["state"]}");

    public string FoundBy(string check) => string.Join('\n', Checks[check]["found"]!.AsArray().Select(static found => (string)found!));

    /// <param name="program">The program, without <c>.dll</c>.</param>
    /// <param name="environment">Its environment; the last of a name counts.</param>
    /// <param name="arguments">What stands behind <c>doctor</c>.</param>
    public static async Task<DoctorProcess> RunAsync(string program, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), "doctor", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }
}
