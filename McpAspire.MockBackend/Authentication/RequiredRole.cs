using System.Security.Claims;

namespace McpAspire.MockBackend.Authentication;

/// <summary>The app role that a route needs; a caller that acts for a user also needs the delegated scope of the same name.</summary>
internal sealed record RequiredRole(string Name)
{
    /// <summary>What a caller lacks, in one sentence; null for nothing.</summary>
    public string? MissingFrom(ClaimsPrincipal caller)
    {
        var hasRole = caller.IsInRole(Name);
        if (caller.FindFirst("scp")?.Value is not { } scopes)
        {
            return hasRole ? null : $"The app role '{Name}' is missing";
        }

        return (scopes.Split(' ').Contains(Name), hasRole) switch
        {
            (true, true) => null,
            (true, false) => $"The user's app role '{Name}' is missing",
            (false, true) => $"The delegated scope '{Name}' is missing",
            _ => $"The delegated scope '{Name}' and the user's app role '{Name}' are missing",
        };
    }
}
