using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace McpAspire.Server.Tools;

/// <summary>The key by which the backend recognizes a repeated request.</summary>
internal static class IdempotencyKey
{
    /// <summary>
    /// Scopes <paramref name="chosen"/> to the caller, because the backend may see all calls as this server's. Without it, creates a key
    /// for the retries of this call.
    /// </summary>
    public static string For(ClaimsPrincipal? caller, string? chosen)
    {
        if (chosen is null)
        {
            return Guid.NewGuid().ToString();
        }

        var user = caller?.FindFirst("oid") ?? caller?.FindFirst("sub");
        var identity = $"{caller?.FindFirst("tid")?.Value}\n{user?.Value}\n{caller?.FindFirst("azp")?.Value}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{identity}\n{chosen}")));
    }
}
