namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>The value of WWW-Authenticate: the challenge, then what is known of the error (RFC 6750, section 3).</summary>
internal static class ChallengeHeader
{
    public static string Of(string challenge, JwtBearerChallengeContext context)
    {
        (string Name, string? Value)[] parameters = [("error", context.Error), ("error_description", context.ErrorDescription), ("error_uri", context.ErrorUri)];
        var given = string.Join(", ", parameters.Where(static one => !string.IsNullOrEmpty(one.Value))
            .Select(static one => $"{one.Name}=\"{Printable(one.Value!)}\""));
        return given.Length == 0 ? challenge : $"{challenge}{(challenge.Contains(' ', StringComparison.Ordinal) ? "," : "")} {given}";
    }

    // A description quotes the token, which anyone may have written.
    private static string Printable(string value) =>
        string.Concat(value.Select(static letter => letter is >= ' ' and <= '~' and not '"' and not '\\' ? letter : '?'));
}
