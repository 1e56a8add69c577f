using System.Globalization;
using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>A refusal of the token endpoint, with the number that Entra ID gives it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The OAuth error (RFC 6749, section 5.2).</param>
/// <param name="Code">The number after <c>AADSTS</c>.</param>
/// <param name="Description">What is wrong, without any credential.</param>
internal sealed record EntraError(int Status, string Error, int Code, string Description)
{
    public static EntraError Transient(int status) => new(status, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");

    public static EntraError NoSuchTenant(string tenant) => new(400, "invalid_request", 90002, $"Tenant '{tenant}' not found.");

    public static EntraError Missing(string parameter) => new(400, "invalid_request", 900144, $"The request body must contain the parameter '{parameter}'.");

    public static EntraError UnsupportedGrant(string grant) => new(400, "unsupported_grant_type", 70003, $"The grant type '{grant}' is not supported.");

    public static EntraError NoSuchApp(string app) => new(400, "unauthorized_client", 700016, $"Application '{app}' was not found in the directory.");

    public static EntraError NoCredential() => new(401, "invalid_client", 7000216, "'client_assertion' or 'client_secret' is required for the grant 'client_credentials'.");

    public static EntraError WrongSecret(string app) => new(401, "invalid_client", 7000215, $"Invalid client secret for application '{app}'.");

    public static EntraError MalformedAssertion() => new(401, "invalid_client", 50027, "The client assertion is no valid JWT.");

    public static EntraError WrongIssuer(string? issuer) => new(401, "invalid_client", 700211, $"No federated identity record matches the assertion's issuer '{issuer}'.");

    public static EntraError WrongSubject(string? subject) => new(401, "invalid_client", 700213, $"No federated identity record matches the assertion's subject '{subject}'.");

    public static EntraError WrongAudience(IEnumerable<string?> audiences) =>
        new(401, "invalid_client", 700212, $"No federated identity record matches the assertion's audience '{string.Join(", ", audiences)}'.");

    public static EntraError WrongSignature() => new(401, "invalid_client", 5000813, "The assertion's signature cannot be verified with a registered key.");

    public static EntraError OutOfTime() => new(401, "invalid_client", 700024, "The client assertion is not within its valid time range.");

    public static EntraError WrongScope(string scope) => new(400, "invalid_scope", 1002012, $"The scope '{scope}' is not valid; client credentials need a resource followed by '/.default'.");

    public static EntraError NoSuchResource(string resource) => new(400, "invalid_resource", 500011, $"The resource '{resource}' was not found in the tenant.");

    public JsonObject ToJson(DateTimeOffset now)
    {
        var (trace, correlation, timestamp) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), now.ToString("u", CultureInfo.InvariantCulture));
        return new()
        {
            ["error"] = Error,
            ["error_description"] = $"AADSTS{Code}: {Description} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}",
            ["error_codes"] = new JsonArray(Code),
            ["timestamp"] = timestamp,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
        };
    }
}
