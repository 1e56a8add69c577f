namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>All checks of one run: the document of <c>--json</c>.</summary>
/// <param name="Program">The name of the program.</param>
/// <param name="Environment">The environment, such as <c>Production</c>.</param>
/// <param name="Time">The time of the run, by this machine's clock.</param>
/// <param name="Passed">Whether no check failed.</param>
/// <param name="Checks">The checks, in the order in which they ran.</param>
internal sealed record DoctorReport(
    string Program, string Environment, DateTimeOffset Time, bool Passed, IReadOnlyList<DoctorCheck> Checks);
