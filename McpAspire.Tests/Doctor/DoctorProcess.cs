using System.Text.Json.Nodes;

namespace McpAspire.Tests.Doctor;

/// <summary>A run of <c>doctor</c> in a separate process.</summary>
internal sealed class DoctorProcess
{
    private readonly ProgramRun _run;

    private DoctorProcess(ProgramRun run) => _run = run;

    public int ExitCode => _run.ExitCode;

    public string Output => _run.Output;

    public string Error => _run.Error;

    /// <summary>The checks of the JSON report, by name.</summary>
    public IReadOnlyDictionary<string, JsonObject> Checks =>
        JsonNode.Parse(Output)!["checks"]!.AsArray().ToDictionary(
            static check => (string)check!["name"]!, static check => check!.AsObject());

    /// <summary>The checks' names and states, in order.</summary>
    public IEnumerable<string> States => Checks.Select(static check => $"{check.Key} {check.Value["state"]}");

    public string FoundBy(string check) => string.Join('\n', Checks[check]["found"]!.AsArray().Select(static found => (string)found!));

    /// <param name="program">The program, without <c>.dll</c>.</param>
    /// <param name="environment">
    /// Its environment; the last of a name counts. The timeout for tokens is longer than in production, for busy machines.
    /// </param>
    /// <param name="arguments">The arguments after <c>doctor</c>.</param>
    public static async Task<DoctorProcess> RunAsync(
        string program, IEnumerable<(string Name, string Value)> environment, params string[] arguments) =>
        new(await ProgramUnderTest.RunAsync(program, [("Identity__TokenTimeout", "00:00:30"), .. environment], ["doctor", .. arguments]));
}
