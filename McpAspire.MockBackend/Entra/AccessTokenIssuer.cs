using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>Issues access tokens of version 2 for applications.</summary>
internal sealed class AccessTokenIssuer(EntraAddresses addresses, TimeProvider time) : IDisposable
{
    private readonly RsaSigner _key = new();

    public JsonObject KeySet() => _key.KeySet();

    public string Issue(AppRegistration app, ResourceRegistration resource, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        return _key.Sign(new()
        {
            ["aud"] = resource.AppId,
            ["iss"] = addresses.Issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = Math.Min(now.ToUnixTimeSeconds(), (now + lifetime).ToUnixTimeSeconds()),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["azp"] = app.ClientId,
            ["azpacr"] = app.Secret is null ? "2" : "1",
            ["idtyp"] = "app",
            ["oid"] = app.ObjectId,
            ["roles"] = new JsonArray([.. app.Roles.GetValueOrDefault(resource.Uri, []).Select(role => JsonValue.Create(role))]),
            ["sub"] = app.ObjectId,
            ["tid"] = EntraIds.Tenant,
            ["uti"] = Guid.NewGuid().ToString("N"),
            ["ver"] = "2.0",
        });
    }

    public void Dispose() => _key.Dispose();
}
