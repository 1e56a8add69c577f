using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Explains what a response other than success means for the token.</summary>
public static partial class Refusal
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="challenge">The <c>WWW-Authenticate</c> header; <see langword="null"/> if there was none.</param>
    /// <param name="service">The service that responded, as a noun with its article.</param>
    /// <param name="hasToken">Whether a token was sent.</param>
    /// <returns>The meaning, and the remedy.</returns>
    public static (string Found, string Fix) Explain(int status, string? challenge, string service, bool hasToken) => status switch
    {
        401 when !hasToken => (
            $"HTTP 401: {service} requires a token, and none was sent",
            $"Set AZURE_SCOPES to the scope of {service}, and the credential to use."),
        401 => (
            $"HTTP 401: {service} does not accept the token",
            $"Compare aud and iss (check {CheckNames.TokenClaims}) with the audience and issuer that {service} accepts. They differ "
            + "between token versions: set requestedAccessTokenVersion of its registration to 2, or accept both."),
        403 when Role(challenge) is { } role => (
            $"HTTP 403: the app role {role} is missing",
            $"Assign the app role {role} of {service}'s registration to this identity; docs/IDENTITY.md has the command."),
        403 => (
            $"HTTP 403: {service} does not permit this request",
            $"Compare roles (check {CheckNames.TokenClaims}) with the app roles that {service} requires, and assign the missing one. "
            + $"If none is missing, {service} may not accept this host name."),
        >= 300 and < 400 => (
            $"HTTP {status}: a redirect, which is not followed with a token",
            "Set the address to the target of the redirect."),
        404 => ("HTTP 404: the path does not exist", "Check the address and its base path."),
        429 or >= 500 => ($"HTTP {status}: {service} is overloaded or failing", $"Check the log of {service}; the token is not the cause."),
        _ => ($"HTTP {status}", $"Check the log of {service}."),
    };

    // A scope may start with the resource: api://mcp-server/Tickets.Write.
    private static string? Role(string? challenge) =>
        challenge is not null && Scope().Match(challenge) is { Success: true } match ? match.Groups[1].Value.Split('/')[^1] : null;

    // RFC 6750, section 3, limited to the characters of app roles.
    [GeneratedRegex("\\bscope=\"([A-Za-z0-9._:/ -]{1,200})\"", RegexOptions.CultureInvariant)]
    private static partial Regex Scope();
}
