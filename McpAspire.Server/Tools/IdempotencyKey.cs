using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace McpAspire.Server.Tools;

/// <summary>The key under which the backend knows a request that is repeated.</summary>
internal static class IdempotencyKey
{
    private static readonly string[] IdentityClaims = ["tid", "oid", "azp"];

    /// <summary>
    /// A key of one caller: to the backend all calls come from this server, so a key that two callers have chosen must not become the
    /// same one.
    /// Without <paramref name="chosen"/>, a new key, which this call's own retries share.
    /// </summary>
    public static string For(ClaimsPrincipal? caller, string? chosen)
    {
        if (chosen is null)
        {
            return Guid.NewGuid().ToString();
        }

        var identity = string.Join('\n', IdentityClaims.Select(claim => caller?.FindFirst(claim)?.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{identity}\n{chosen}")));
    }
}
