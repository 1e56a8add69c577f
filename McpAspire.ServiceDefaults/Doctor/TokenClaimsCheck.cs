using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Whether the access token is one that what is called can accept.</summary>
internal static class TokenClaimsCheck
{
    /// <summary>The program renews a token this long before its end.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(5);

    public static DoctorCheck Run(DoctorCheck acquired, string? token, IdentityOptions identity, DateTimeOffset now)
    {
        if (token is null)
        {
            return DoctorCheck.Skip(CheckNames.TokenClaims, acquired.State == CheckState.Fail ? "there is no token" : acquired.Found[0]);
        }

        return JwtClaims.Read(token) is { } claims
            ? Judge(claims, identity.ScopeList[0], now) with { Claims = claims.Only("iss", "sub", "aud", "exp", "azp", "appid", "roles", "scp") }
            : DoctorCheck.Warn(CheckNames.TokenClaims, "the token is no JSON Web Token, so nothing can be said of it", "Look up whether AZURE_SCOPES names the application that is called.");
    }

    private static DoctorCheck Judge(JwtClaims claims, string scope, DateTimeOffset now)
    {
        if (ApplicationId(scope) is { } id && !claims.Audiences.Any(audience => ApplicationId(audience + "/") == id))
        {
            return DoctorCheck.Fail(CheckNames.TokenClaims, $"the audience is not the application that {scope} names", "Let AZURE_SCOPES name the application that is called.");
        }

        if (claims.Texts("roles").Count == 0 && claims.Texts("scp").Count == 0)
        {
            return DoctorCheck.Fail(CheckNames.TokenClaims, "the token has neither roles nor scopes", "Assign an app role of the called application to this identity; docs/IDENTITY.md has the command.");
        }

        var found = claims.EndsAt is { } end ? $"for {scope}, valid for {Duration.Say(end - now)}" : $"for {scope}";
        return claims.EndsAt - now < Short
            ? DoctorCheck.Warn(CheckNames.TokenClaims, found, $"Look at the check {CheckNames.Clock}: a token that is that short is renewed all the time.")
            : DoctorCheck.Pass(CheckNames.TokenClaims, found);
    }

    /// <returns>The application's id where the scope names it by that: <c>GUID/…</c> or <c>api://GUID/…</c>.</returns>
    private static Guid? ApplicationId(string scope)
    {
        var resource = scope[..Math.Max(scope.LastIndexOf('/'), 0)];
        return Guid.TryParse(resource.StartsWith("api://", StringComparison.Ordinal) ? resource["api://".Length..] : resource, out var id) ? id : null;
    }
}
