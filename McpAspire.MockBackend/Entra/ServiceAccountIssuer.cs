using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;

namespace McpAspire.MockBackend.Entra;

/// <summary>Issues service-account tokens, as a cluster projects them into its pods.</summary>
internal sealed class ServiceAccountIssuer(EntraAddresses addresses, TimeProvider time) : IDisposable
{
    private const string Namespace = "mcp-system";

    private readonly SigningKey _key = new();

    public static string SubjectOf(string account) => $"system:serviceaccount:{Namespace}:{account}";

    public JsonObject KeySet() => _key.KeySet();

    public Task<bool> IssuedAsync(JsonWebToken token) => _key.VerifiesAsync(token);

    /// <summary>A token of a service account in <c>mcp-system</c>.</summary>
    public string Issue(string account, TimeSpan lifetime, string audience = EntraIds.ExchangeAudience)
    {
        var now = time.GetUtcNow();
        return _key.Sign(new()
        {
            ["aud"] = new JsonArray(audience),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["iss"] = addresses.ClusterIssuer,
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = Namespace,
                ["serviceaccount"] = new JsonObject { ["name"] = account, ["uid"] = Guid.NewGuid().ToString() },
            },
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["sub"] = SubjectOf(account),
        });
    }

    public void Dispose() => _key.Dispose();
}
