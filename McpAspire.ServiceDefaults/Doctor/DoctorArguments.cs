namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>What stands behind <c>doctor</c> on the command line.</summary>
/// <param name="Json">Whether the report is to be JSON.</param>
/// <param name="Subject">The subject that the service account's token is to have; <see langword="null"/> for any.</param>
/// <param name="Issuer">The issuer that it is to have; <see langword="null"/> for any.</param>
public sealed record DoctorArguments(bool Json = false, string? Subject = null, string? Issuer = null)
{
    internal const string Usage = "doctor [--json] [--subject SUBJECT] [--issuer URL]";

    /// <returns><see langword="null"/> where an argument is none of these.</returns>
    internal static DoctorArguments? Parse(string[] arguments) => arguments switch
    {
        [] => new(),
        ["--json", .. var rest] => Parse(rest) is { } parsed ? parsed with { Json = true } : null,
        ["--subject", var subject, .. var rest] => Parse(rest) is { } parsed ? parsed with { Subject = subject } : null,
        ["--issuer", var issuer, .. var rest] => Parse(rest) is { } parsed ? parsed with { Issuer = issuer } : null,
        _ => null,
    };
}
