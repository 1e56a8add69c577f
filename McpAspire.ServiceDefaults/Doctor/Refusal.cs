using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>What an answer other than success says about the token.</summary>
public static partial class Refusal
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="challenge">The <c>WWW-Authenticate</c> header; <see langword="null"/> where there was none.</param>
    /// <param name="who">Who answered, as it is called in a sentence.</param>
    /// <param name="hasToken">Whether a token was sent.</param>
    /// <returns>What it means, and what to do.</returns>
    public static (string Found, string Fix) Explain(int status, string? challenge, string who, bool hasToken) => status switch
    {
        401 when !hasToken => ($"HTTP 401: {who} asks for a token, and none was sent", "Set AZURE_SCOPES to its audience, and the identity that goes with it."),
        401 => ($"HTTP 401: {who} does not accept the token", $"Compare aud and iss (check {CheckNames.TokenClaims}) with the audience and the issuer that {who} accepts; "
            + "the two token versions differ in both: set requestedAccessTokenVersion of its registration to 2, or let it accept both."),
        403 when Role(challenge) is { } role => ($"HTTP 403: the app role {role} is missing", $"Assign the app role {role} of {who}'s registration to this identity; docs/IDENTITY.md has the command."),
        403 => ($"HTTP 403: {who} does not let this identity do it", $"Compare roles (check {CheckNames.TokenClaims}) with the app roles that {who} asks for, and assign the one that is missing. If no role is, {who} may not answer to this host name."),
        >= 300 and < 400 => ($"HTTP {status}: a redirect, which is not followed with a token", "Set the address to the one that answers."),
        404 => ("HTTP 404: nothing is there", "Compare the address, its base path too."),
        429 or >= 500 => ($"HTTP {status}: {who} is overloaded or failing", $"Look into the log of {who}; the token is not what is wrong."),
        _ => ($"HTTP {status}", $"Look into the log of {who}."),
    };

    // A scope may have the resource in front: api://mcp-server/Tickets.Write.
    private static string? Role(string? challenge) => challenge is not null && Scope().Match(challenge) is { Success: true } match ? match.Groups[1].Value.Split('/')[^1] : null;

    // RFC 6750, section 3; of the characters of a scope, those that app roles are made of.
    [GeneratedRegex("\\bscope=\"([A-Za-z0-9._:/ -]{1,200})\"", RegexOptions.CultureInvariant)]
    private static partial Regex Scope();
}
