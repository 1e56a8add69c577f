using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace McpAspire.Client.Connection;

/// <summary>The token is valid, but an API behind the server requires a further sign-in step, such as a second factor.</summary>
internal sealed partial class StepUpException : HttpRequestException
{
    private const int MaxClaims = 2000;

    private StepUpException(string? claims)
        : base("HTTP 401, a further sign-in step of the user is required", inner: null, HttpStatusCode.Unauthorized) => Claims = claims;

    /// <summary>The claims to request at the next sign-in: base64; <see langword="null"/> for none.</summary>
    public string? Claims { get; }

    /// <returns><see langword="null"/> for another challenge.</returns>
    public static StepUpException? Of(IEnumerable<AuthenticationHeaderValue> challenges)
    {
        var bearer = challenges.FirstOrDefault(static challenge =>
            challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            && Error().IsMatch(challenge.Parameter ?? string.Empty));
        return bearer is null ? null
            : new(ClaimsValue().Match(bearer.Parameter!) is { Success: true, Length: <= MaxClaims } claims ? claims.Groups[1].Value : null);
    }

    [GeneratedRegex("\\berror=\"insufficient_claims\"", RegexOptions.CultureInvariant)]
    private static partial Regex Error();

    // Only the characters of base64, because the value is printed.
    [GeneratedRegex("\\bclaims=\"([A-Za-z0-9+/=_-]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex ClaimsValue();
}
