namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>All checks of one run: the document of <c>--json</c>.</summary>
/// <param name="Program">The program that was asked.</param>
/// <param name="Environment">The environment that it runs in, such as <c>Production</c>.</param>
/// <param name="Time">When, by this machine's clock.</param>
/// <param name="Passed">Whether no check failed.</param>
/// <param name="Checks">The checks, in the order in which they were made.</param>
internal sealed record DoctorReport(string Program, string Environment, DateTimeOffset Time, bool Passed, IReadOnlyList<DoctorCheck> Checks);
