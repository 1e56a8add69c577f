namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>An error code of Entra's token endpoint.</summary>
/// <param name="Code">The code, e.g. <c>AADSTS700016</c>.</param>
/// <param name="Cause">The meaning for this service.</param>
/// <param name="Fix">The remedy.</param>
internal sealed record AadstsError(string Code, string Cause, string Fix);
