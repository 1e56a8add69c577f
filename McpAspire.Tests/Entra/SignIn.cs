using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using McpAspire.MockBackend.Entra;
using Microsoft.AspNetCore.WebUtilities;

namespace McpAspire.Tests.Entra;

/// <summary>The requests of a user's client to the local Entra ID.</summary>
internal static class SignIn
{
    public const string RedirectUri = "http://localhost:43210/callback";

    public const string Scope = "api://mcp-server/Tickets.Read";

    private const string Verifier = "a-code-verifier-of-forty-three-characters-at-least";

    public static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>A correct authorization request, with the given parameters changed; null takes one away.</summary>
    public static Task<HttpResponseMessage> AuthorizeAsync(this HttpClient authority, params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["tenant"] = EntraIds.Tenant,
            ["client_id"] = EntraIds.IdeApp,
            ["response_type"] = "code",
            ["redirect_uri"] = RedirectUri,
            ["scope"] = Scope,
            ["state"] = "a state & more",
            ["code_challenge"] = ChallengeOf(Verifier),
            ["code_challenge_method"] = "S256",
        };
        Change(parameters, changes);
        parameters.Remove("tenant", out var tenant);
        return authority.GetAsync(
            new Uri(QueryHelpers.AddQueryString($"{tenant}/oauth2/v2.0/authorize", parameters), UriKind.Relative),
            Cancellation);
    }

    /// <summary>The parameters that a redirect brings to the client.</summary>
    public static async Task<Dictionary<string, string>> RedirectedAsync(this Task<HttpResponseMessage> call, string to = RedirectUri)
    {
        using var response = await call;
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var location = response.Headers.Location!;
        Assert.Equal(to, location.GetLeftPart(UriPartial.Path));
        return QueryHelpers.ParseQuery(location.Query).ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString());
    }

    public static async Task<string> CodeAsync(this HttpClient authority, params (string Name, string? Value)[] changes)
    {
        var parameters = await authority.AuthorizeAsync(changes).RedirectedAsync();
        return parameters["code"];
    }

    /// <summary>A correct request to redeem the code, with the given fields changed; null removes a field.</summary>
    public static Task<HttpResponseMessage> RedeemAsync(
        this HttpClient authority,
        string code,
        params (string Name, string? Value)[] changes) =>
        authority.PostAsync(
        new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = EntraIds.IdeApp,
            ["code"] = code,
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = Verifier,
        },
        changes);

    public static Task<HttpResponseMessage> RefreshAsync(
        this HttpClient authority,
        string refreshToken,
        params (string Name, string? Value)[] changes) =>
        authority.PostAsync(
        new()
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = EntraIds.IdeApp,
            ["refresh_token"] = refreshToken,
        },
        changes);

    public static async Task<JsonObject> GrantedAsync(this Task<HttpResponseMessage> call)
    {
        using var response = await call;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
    }

    public static async Task<JsonObject> TokensAsync(this HttpClient authority, string scope) =>
        await authority.RedeemAsync(await authority.CodeAsync(("scope", scope))).GrantedAsync();

    private static Task<HttpResponseMessage> PostAsync(
        this HttpClient authority,
        Dictionary<string,
        string?> fields,
        (string Name, string? Value)[] changes)
    {
        Change(fields, changes);
        return authority.PostAsync(
            new Uri($"{EntraIds.Tenant}/oauth2/v2.0/token", UriKind.Relative),
            new FormUrlEncodedContent(fields.Where(field => field.Value is not null)),
            Cancellation);
    }

    private static void Change(Dictionary<string, string?> parameters, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }
    }
}
