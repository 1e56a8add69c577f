using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>Metadata and keys of the tenant and of the cluster.</summary>
internal static class MetadataEndpoints
{
    public static void MapMetadata(
        this IEndpointRouteBuilder app, EntraAddresses addresses, AccessTokenIssuer tokens, ServiceAccountIssuer cluster, TimeProvider time)
    {
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", context =>
            context.GetRouteValue("tenant") as string is var tenant && tenant == EntraIds.Tenant
                ? context.WriteJsonAsync(TenantMetadata(addresses))
                : context.WriteJsonAsync(EntraError.NoSuchTenant(tenant!).ToJson(time.GetUtcNow()), StatusCodes.Status400BadRequest));
        app.MapGet($"/{EntraIds.Tenant}/discovery/v2.0/keys", context => context.WriteJsonAsync(tokens.KeySet()));
        app.MapGet(
            $"/oic/{EntraIds.Tenant}/local/.well-known/openid-configuration",
            context => context.WriteJsonAsync(ClusterMetadata(addresses)));
        app.MapGet($"/oic/{EntraIds.Tenant}/local/openid/v1/jwks", context => context.WriteJsonAsync(cluster.KeySet()));
    }

    private static JsonObject TenantMetadata(EntraAddresses addresses) => new()
    {
        ["issuer"] = addresses.Issuer,
        ["token_endpoint"] = addresses.TokenEndpoint,
        ["authorization_endpoint"] = addresses.AuthorizationEndpoint,
        ["jwks_uri"] = addresses.Keys,
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "none"),
        ["grant_types_supported"] = new JsonArray([.. GrantTypes.Parameters.Select(grant => JsonValue.Create(grant))]),
        ["response_types_supported"] = new JsonArray("code"),
        ["response_modes_supported"] = new JsonArray("query"),
        ["scopes_supported"] = new JsonArray([.. DelegatedScopes.OfSignIn.Select(scope => JsonValue.Create(scope))]),
        // Entra ID omits this, but MCP clients require it.
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
        ["subject_types_supported"] = new JsonArray("pairwise"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
    };

    private static JsonObject ClusterMetadata(EntraAddresses addresses) => new()
    {
        ["issuer"] = addresses.ClusterIssuer,
        ["jwks_uri"] = $"{addresses.ClusterIssuer}openid/v1/jwks",
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
    };
}
