using System.Globalization;
using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>An error of the authorization or the token endpoint, with the number of Entra ID.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The OAuth error (RFC 6749, section 5.2).</param>
/// <param name="Code">The number after <c>AADSTS</c>.</param>
/// <param name="Description">The cause, without credentials.</param>
internal sealed record EntraError(int Status, string Error, int Code, string Description)
{
    /// <summary>The detail of <see cref="Error" /> that the libraries classify errors by; null for none.</summary>
    public string? SubError { get; init; }

    /// <summary>The claims challenge, which the client repeats at the next sign-in; null for none.</summary>
    public string? Claims { get; init; }

    public static EntraError Transient(int status) =>
        new(status, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");

    public static EntraError NoSuchTenant(string tenant) => Request(90002, $"Tenant '{tenant}' not found.");

    public static EntraError Missing(string parameter) => Request(900144, $"The request body must contain the parameter '{parameter}'.");

    public static EntraError UnsupportedGrant(string grant) =>
        new(400, "unsupported_grant_type", 70003, $"The grant type '{grant}' is not supported.");

    public static EntraError NoSuchApp(string app) =>
        new(400, "unauthorized_client", 700016, $"Application '{app}' was not found in the directory.");

    public static EntraError NoCredential(bool forItself) => forItself
        ? Client(7000216, "'client_assertion' or 'client_secret' is required for the grant 'client_credentials'.")
        : Client(7000218, "The request body must contain the parameter 'client_assertion' or 'client_secret'.");

    public static EntraError WrongSecret(string app) => Client(7000215, $"Invalid client secret for application '{app}'.");

    public static EntraError MalformedAssertion() => new(400, "invalid_client", 50027, "The client assertion is not a valid JWT.");

    public static EntraError WrongIssuer(string? issuer) =>
        Client(700211, $"No federated identity record matches the assertion's issuer '{issuer}'.");

    public static EntraError WrongSubject(string? subject) =>
        Client(700213, $"No federated identity record matches the assertion's subject '{subject}'.");

    public static EntraError WrongAudience(IEnumerable<string?> audiences) =>
        Client(700212, $"No federated identity record matches the assertion's audience '{string.Join(", ", audiences)}'.");

    public static EntraError WrongSignature() => Client(700027, "The assertion's signature cannot be verified with a registered key.");

    public static EntraError OutOfTime() => Client(700024, "The client assertion is not within its valid time range.");

    public static EntraError WrongScope(string scope) =>
        new(400, "invalid_scope", 1002012, $"The scope '{scope}' is not valid; client credentials need a resource and '/.default'.");

    public static EntraError NoSuchResource(string resource) =>
        new(400, "invalid_resource", 500011, $"The resource '{resource}' was not found in the tenant.");

    public static EntraError Duplicated(string parameter) =>
        Request(9000411, $"The request is not properly formatted. The parameter '{parameter}' is duplicated.");

    public static EntraError NoReplyAddress(string app) => Request(500113, $"No reply address is registered for application '{app}'.");

    public static EntraError WrongReplyAddress(string app, string redirectUri) =>
        Request(50011, $"The redirect URI '{redirectUri}' does not match one that is registered for application '{app}'.");

    public static EntraError UnsupportedResponseType(string type) =>
        new(400, "unsupported_response_type", 70005, $"The response type '{type}' is not supported.");

    public static EntraError UnsupportedResponseMode(string mode) => Request(70007, $"The response mode '{mode}' is not supported.");

    public static EntraError NoChallenge() =>
        Request(9002325, "Proof Key for Code Exchange is required: the parameter 'code_challenge' is missing.");

    public static EntraError WrongChallengeMethod() =>
        Request(50149, "The parameter 'code_challenge_method' is invalid; it must be 'S256'.");

    public static EntraError WrongChallengeSize() =>
        Request(501491, "The parameter 'code_challenge' is invalid; it must have 43 characters of base64url.");

    public static EntraError InvalidScope(string scope, string reason) =>
        new(400, "invalid_scope", 70011, $"The scope '{scope}' is not valid. {reason}");

    public static EntraError NoSuchScope(string app, string scope, string resource) =>
        new(
            400,
            "access_denied",
            650053,
            $"Application '{app}' requested the scope '{scope}', which does not exist on resource '{resource}'.");

    public static EntraError SeveralResources(string scope) =>
        Request(28000, $"The scope '{scope}' is not valid because it names more than one resource.");

    public static EntraError ScopeBeyondCode(string scope) =>
        Request(28002, $"The scope '{scope}' is not valid: the authorization code does not grant it.");

    public static EntraError NoConsent(string app) =>
        Grant(65001, $"The user or administrator has not consented to application '{app}'.") with { SubError = "consent_required" };

    public static EntraError WrongResource() =>
        new(400, "invalid_target", 9010010, "The resource parameter does not match the requested scopes.");

    public static EntraError PublicClientWithCredential() =>
        Client(700025, "The client is public, so neither 'client_assertion' nor 'client_secret' may be presented.");

    public static EntraError UnknownGrant() =>
        Grant(9002313, "The request is malformed or invalid: the code or refresh token is not known here.");

    public static EntraError ForeignGrant() => Grant(70000, "The code or refresh token was issued to another application.");

    public static EntraError ExpiredCode() => Grant(70008, "The authorization code has expired.");

    public static EntraError RedeemedCode() => Grant(54005, "The authorization code was already redeemed.");

    public static EntraError OtherReplyAddress() =>
        new(400, "invalid_client", 500112, "The redirect URI does not match the one that the authorization code was requested with.");

    public static EntraError NoVerifier() =>
        Grant(50148, "The parameter 'code_verifier' does not match the code challenge: it is missing.");

    public static EntraError WrongVerifier() => Grant(501481, "The parameter 'code_verifier' does not match the code challenge.");

    public static EntraError ExpiredRefreshToken() => Grant(700082, "The refresh token has expired.");

    public static EntraError NoUserSession(string signInName) =>
        new(400, "login_required", 50058, $"No user with the name '{signInName}' is signed in.");

    public static EntraError MalformedUserToken() => Request(50027, "The user's token in 'assertion' is not a valid JWT.");

    public static EntraError UnverifiedUserToken() => Grant(50013, "The assertion failed signature validation.");

    public static EntraError ForeignUserToken(IEnumerable<string> audiences, string app) => Grant(
        500131,
        $"The assertion's audience '{string.Join(", ", audiences)}' does not match the application that presents it, '{app}'.");

    public static EntraError ExpiredUserToken() => Grant(500133, "The assertion is not within its valid time range.");

    public static EntraError AppOnlyAssertion(string app) =>
        new(400, "unauthorized_client", 7000114, $"Application '{app}' is not allowed to make on-behalf-of calls for an application.");

    public static EntraError NoSuchUser(string? objectId) =>
        Grant(50034, $"The user account '{objectId}' does not exist in the directory.");

    /// <summary>The refusal of a user with a number; null for an unknown number.</summary>
    public static EntraError? OfUser(int code) => code switch
    {
        50057 => Grant(code, "The user account is disabled."),
        50076 => Challenge(code, "The user must use multifactor authentication to access the resource."),
        50079 => Challenge(code, "The user must enroll in multifactor authentication to access the resource."),
        50158 => Challenge(code, "An external security challenge was not satisfied."),
        50173 => Grant(code, "The grant was revoked, and a new one is needed. The user might have changed the password.") with
        {
            SubError = "bad_token",
        },
        65001 => NoConsent(EntraIds.ServerResource),
        70043 => Grant(code, "The sign-in has expired because of sign-in frequency checks by Conditional Access.") with
        {
            SubError = "token_expired",
        },
        _ => null,
    };

    public JsonObject ToJson(DateTimeOffset now)
    {
        var (trace, correlation) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var timestamp = now.ToString("u", CultureInfo.InvariantCulture);
        var json = new JsonObject
        {
            ["error"] = Error,
            ["error_description"] = $"AADSTS{Code}: {Description} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}",
            ["error_codes"] = new JsonArray(Code),
            ["timestamp"] = timestamp,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
        };
        if (SubError is not null)
        {
            json["suberror"] = SubError;
        }

        if (Claims is not null)
        {
            json["claims"] = Claims;
        }

        return json;
    }

    private static EntraError Request(int code, string description) => new(400, "invalid_request", code, description);

    private static EntraError Grant(int code, string description) => new(400, "invalid_grant", code, description);

    private static EntraError Challenge(int code, string description) => new(400, "interaction_required", code, description)
    {
        SubError = "basic_action",
        Claims = /*lang=json,strict*/
            """{"access_token":{"capolids":{"essential":true,"values":["eeeeeeee-0000-0000-0000-000000000001"]}}}""",
    };

    private static EntraError Client(int code, string description) => new(401, "invalid_client", code, description);
}
