namespace McpAspire.MockBackend.Entra;

/// <summary>The grants of the token endpoint, by the names that failures are injected with.</summary>
internal static class GrantTypes
{
    public const string ClientCredentials = "client_credentials";

    public const string AuthorizationCode = "authorization_code";

    public const string RefreshToken = "refresh_token";

    /// <summary>The exchange of a user's token, <c>urn:ietf:params:oauth:grant-type:jwt-bearer</c>.</summary>
    public const string OnBehalfOf = "on_behalf_of";

    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>The <c>grant_type</c> parameters.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [ClientCredentials, AuthorizationCode, RefreshToken, JwtBearer];

    public static IReadOnlyList<string> Names { get; } = [.. Parameters.Select(static parameter => NameOf(parameter)!)];

    /// <summary>The name of a <c>grant_type</c> parameter; null for an unknown one.</summary>
    public static string? NameOf(string parameter) => parameter switch
    {
        JwtBearer => OnBehalfOf,
        ClientCredentials or AuthorizationCode or RefreshToken => parameter,
        _ => null,
    };
}
