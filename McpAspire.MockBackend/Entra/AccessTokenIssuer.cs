using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;

namespace McpAspire.MockBackend.Entra;

/// <summary>Issues tokens of version 2: access tokens for applications and for users, and ID tokens.</summary>
internal sealed class AccessTokenIssuer(EntraAddresses addresses, TimeProvider time) : IDisposable
{
    private readonly SigningKey _key = new();

    public JsonObject KeySet() => _key.KeySet();

    /// <summary>An access token of an application, with its roles.</summary>
    public string Issue(AppRegistration app, ResourceRegistration resource, TimeSpan lifetime)
    {
        var claims = CommonClaims(resource.AppId, lifetime);
        claims["azp"] = app.ClientId;
        claims["azpacr"] = AuthenticationOf(app);
        claims["idtyp"] = "app";
        claims["oid"] = app.ObjectId;
        claims["roles"] = Array(app.Roles.GetValueOrDefault(resource.Uri, []));
        claims["sub"] = app.ObjectId;
        return _key.Sign(claims);
    }

    /// <summary>A token with any claims: other tenants' tokens have the same key.</summary>
    public string Sign(JsonObject claims) => _key.Sign(claims);

    /// <summary>Whether the token is signed with the tenant's key, and has its issuer and id.</summary>
    public async Task<bool> IssuedAsync(JsonWebToken token) => token.Issuer == addresses.Issuer
        && token.TryGetPayloadValue<string>("tid", out var tenant) && tenant == EntraIds.Tenant
        && await _key.VerifiesAsync(token);

    /// <summary>An access token of a user for an application, with the scopes and the user's app roles.</summary>
    public string Issue(UserRegistration user, AppRegistration app, DelegatedScopes scopes, TimeSpan lifetime)
    {
        var claims = CommonClaims(scopes.Resource.AppId, lifetime);
        AddProfile(claims, user);
        claims["azp"] = app.ClientId;
        claims["azpacr"] = AuthenticationOf(app);
        if (user.Roles.TryGetValue(scopes.Resource.Uri, out var roles))
        {
            claims["roles"] = Array(roles);
        }

        claims["scp"] = string.Join(' ', scopes.Names);
        claims["sub"] = user.SubjectFor(scopes.Resource.AppId);
        return _key.Sign(claims);
    }

    /// <summary>An ID token of the user who signed in.</summary>
    public string IssueIdToken(UserRegistration user, AppRegistration app, DelegatedScopes scopes, string? nonce, TimeSpan lifetime)
    {
        var claims = CommonClaims(app.ClientId, lifetime);
        claims["sub"] = user.SubjectFor(app.ClientId);
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        if (scopes.Has(DelegatedScopes.Profile))
        {
            AddProfile(claims, user);
        }

        return _key.Sign(claims);
    }

    public void Dispose() => _key.Dispose();

    private static JsonArray Array(IEnumerable<string> values) => [.. values.Select(static value => JsonValue.Create(value))];

    /// <summary>How the application authenticates: not at all, with a secret, or with an assertion.</summary>
    private static string AuthenticationOf(AppRegistration app) => app.IsPublic ? "0" : app.Secret is null ? "2" : "1";

    private static void AddProfile(JsonObject claims, UserRegistration user)
    {
        claims["name"] = user.Name;
        claims["oid"] = user.ObjectId;
        claims["preferred_username"] = user.PreferredUserName;
    }

    private JsonObject CommonClaims(string audience, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        return new()
        {
            ["aud"] = audience,
            ["iss"] = addresses.Issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = Math.Min(now.ToUnixTimeSeconds(), (now + lifetime).ToUnixTimeSeconds()),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["tid"] = EntraIds.Tenant,
            ["uti"] = Guid.NewGuid().ToString("N"),
            ["ver"] = "2.0",
        };
    }
}
