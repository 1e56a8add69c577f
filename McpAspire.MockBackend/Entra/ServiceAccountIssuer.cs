using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>The cluster: issues service-account tokens as a kubelet projects them into a pod.</summary>
internal sealed class ServiceAccountIssuer(EntraAddresses addresses, TimeProvider time) : IDisposable
{
    private const string Namespace = "mcp-system";

    private readonly RsaSigner _key = new();

    public static string SubjectOf(string account) => $"system:serviceaccount:{Namespace}:{account}";

    public JsonObject KeySet() => _key.KeySet();

    public bool Issued(SignedToken token) => _key.Verifies(token);

    /// <summary>A token of a service account in <c>mcp-system</c>, valid from now on.</summary>
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
