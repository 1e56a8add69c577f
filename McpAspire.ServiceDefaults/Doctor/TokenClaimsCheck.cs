using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Checks that the called service can accept the access token.</summary>
internal static class TokenClaimsCheck
{
    /// <summary>The program renews a token this long before it expires.</summary>
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromMinutes(5);

    private static readonly string[] ReportedClaims = ["iss", "sub", "aud", "exp", "azp", "appid", "roles", "scp"];

    public static DoctorCheck Run(DoctorCheck acquired, string? token, IdentityOptions identity, DateTimeOffset now)
    {
        if (token is null)
        {
            return DoctorCheck.Skip(CheckNames.TokenClaims, acquired.State == CheckState.Fail ? "there is no token" : acquired.Found[0]);
        }

        return JwtClaims.Read(token) is { } claims
            ? Judge(claims, identity.ScopeList[0], now) with { Claims = claims.Only(ReportedClaims) }
            : DoctorCheck.Warn(
                CheckNames.TokenClaims,
                "the token is not a JSON Web Token, so its claims are unknown",
                "Check that AZURE_SCOPES names the called application.");
    }

    private static DoctorCheck Judge(JwtClaims claims, string scope, DateTimeOffset now)
    {
        if (ApplicationId(scope) is { } id && !claims.Audiences.Any(audience => ApplicationId(audience + "/") == id))
        {
            return DoctorCheck.Fail(
                CheckNames.TokenClaims,
                $"the audience is not the application of {scope}",
                "Set AZURE_SCOPES to the scope of the called application.");
        }

        if (claims.Texts("roles").Count == 0 && claims.Texts("scp").Count == 0)
        {
            return DoctorCheck.Fail(
                CheckNames.TokenClaims,
                "the token has neither roles nor scopes",
                "Assign an app role of the called application to this identity; docs/IDENTITY.md has the command.");
        }

        var found = claims.ExpiresAt is { } end ? $"for {scope}, valid for {Duration.Format(end - now)}" : $"for {scope}";
        return claims.ExpiresAt - now < RenewalMargin
            ? DoctorCheck.Warn(CheckNames.TokenClaims, found, $"See the check {CheckNames.Clock}: the token is renewed constantly.")
            : DoctorCheck.Pass(CheckNames.TokenClaims, found);
    }

    /// <returns>The id of the application, if the scope has it: <c>GUID/…</c> or <c>api://GUID/…</c>.</returns>
    private static Guid? ApplicationId(string scope)
    {
        var resource = scope[..Math.Max(scope.LastIndexOf('/'), 0)];
        var name = resource.StartsWith("api://", StringComparison.Ordinal) ? resource["api://".Length..] : resource;
        return Guid.TryParse(name, out var id) ? id : null;
    }
}
