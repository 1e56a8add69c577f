namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The names of the checks that both programs run.</summary>
internal static class CheckNames
{
    public const string Settings = "settings";

    public const string Credential = "credential";

    public const string TokenFile = "token_file";

    public const string Assertion = "assertion";

    public const string Authority = "authority";

    public const string Clock = "clock";

    public const string Token = "token";

    public const string TokenClaims = "token_claims";
}
