namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The arguments after <c>doctor</c>.</summary>
/// <param name="Json">Whether the report is JSON.</param>
/// <param name="Subject">The expected subject of the service account's token; <see langword="null"/> for any.</param>
/// <param name="Issuer">The expected issuer; <see langword="null"/> for any.</param>
/// <param name="TokenVariable">The environment variable with a user's token; <see langword="null"/> for none.</param>
public sealed record DoctorArguments(bool Json = false, string? Subject = null, string? Issuer = null, string? TokenVariable = null)
{
    internal const string Usage = "doctor [--json] [--subject SUBJECT] [--issuer URL] [--token-env NAME]";

    /// <returns><see langword="null"/> if an argument is unknown.</returns>
    internal static DoctorArguments? Parse(string[] arguments) => arguments switch
    {
        [] => new(),
        ["--json", .. var rest] => Parse(rest) is { } parsed ? parsed with { Json = true } : null,
        ["--subject", var subject, .. var rest] => Parse(rest) is { } parsed ? parsed with { Subject = subject } : null,
        ["--issuer", var issuer, .. var rest] => Parse(rest) is { } parsed ? parsed with { Issuer = issuer } : null,
        ["--token-env", var variable, .. var rest] => Parse(rest) is { } parsed ? parsed with { TokenVariable = variable } : null,
        _ => null,
    };
}
