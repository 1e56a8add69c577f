using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Turns the payload of a token into claims.</summary>
internal static class TokenIdentity
{
    // The names that the real package gives to the claims of Entra ID when MapInboundClaims is on.
    private static readonly Dictionary<string, string> LongNames = new()
    {
        ["acr"] = "http://schemas.microsoft.com/claims/authnclassreference",
        ["amr"] = "http://schemas.microsoft.com/claims/authnmethodsreferences",
        ["email"] = ClaimTypes.Email,
        ["family_name"] = ClaimTypes.Surname,
        ["given_name"] = ClaimTypes.GivenName,
        ["idp"] = "http://schemas.microsoft.com/identity/claims/identityprovider",
        ["nameid"] = ClaimTypes.NameIdentifier,
        ["oid"] = "http://schemas.microsoft.com/identity/claims/objectidentifier",
        ["role"] = ClaimTypes.Role,
        ["roles"] = ClaimTypes.Role,
        ["scp"] = "http://schemas.microsoft.com/identity/claims/scope",
        ["sub"] = ClaimTypes.NameIdentifier,
        ["tid"] = "http://schemas.microsoft.com/identity/claims/tenantid",
        ["unique_name"] = ClaimTypes.Name,
        ["upn"] = ClaimTypes.Upn,
    };

    public static ClaimsIdentity Create(JsonWebToken token, TokenValidationParameters parameters, bool mapInboundClaims)
    {
        var identity = new ClaimsIdentity("AuthenticationTypes.Federation", parameters.NameClaimType, parameters.RoleClaimType);
        foreach (var property in token.Payload.EnumerateObject())
        {
            var type = mapInboundClaims ? LongNames.GetValueOrDefault(property.Name, property.Name) : property.Name;
            foreach (var value in property.Value.ValueKind == JsonValueKind.Array ? [.. property.Value.EnumerateArray()] : new[] { property.Value })
            {
                var (text, valueType) = Describe(value);
                identity.AddClaim(new Claim(type, text, valueType, token.Issuer, token.Issuer, identity));
            }
        }

        return identity;
    }

    private static (string Text, string ValueType) Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => (value.GetString()!, ClaimValueTypes.String),
        JsonValueKind.True => ("true", ClaimValueTypes.Boolean),
        JsonValueKind.False => ("false", ClaimValueTypes.Boolean),
        JsonValueKind.Null or JsonValueKind.Undefined => (string.Empty, "JSON_NULL"),
        JsonValueKind.Object => (value.GetRawText(), "JSON"),
        JsonValueKind.Array => (value.GetRawText(), "JSON_ARRAY"),
        JsonValueKind.Number when value.TryGetInt32(out var small) => (small.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer32),
        JsonValueKind.Number when value.TryGetInt64(out var large) => (large.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64),
        JsonValueKind.Number => (value.GetDouble().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Double),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, null),
    };
}
