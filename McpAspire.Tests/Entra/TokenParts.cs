using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Entra;

/// <summary>Decodes tokens, and creates invalid ones.</summary>
internal static class TokenParts
{
    public static JsonObject Claims(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();

    public static string Encode(string part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part));

    /// <summary>The token with other claims and the old signature.</summary>
    public static string WithClaims(string token, Action<JsonObject> change)
    {
        var (parts, claims) = (token.Split('.'), Claims(token));
        change(claims);
        return $"{parts[0]}.{Encode(claims.ToJsonString())}.{parts[2]}";
    }
}
