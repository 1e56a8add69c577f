namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>An error code of Entra's token endpoint.</summary>
/// <param name="Code">The code, e.g. <c>AADSTS700016</c>.</param>
/// <param name="Cause">What it means here.</param>
/// <param name="Fix">What to do.</param>
internal sealed record AadstsError(string Code, string Cause, string Fix);
