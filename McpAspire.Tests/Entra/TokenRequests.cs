using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

/// <summary>Requests to the token endpoint.</summary>
internal static class TokenRequests
{
    /// <summary>A correct request of the server, with the given fields changed; null removes a field.</summary>
    public static Task<HttpResponseMessage> AskAsync(this ProtectedBackend backend, params (string Field, string? Value)[] changes)
    {
        var fields = new Dictionary<string, string?>
        {
            ["tenant"] = EntraIds.Tenant,
            ["grant_type"] = "client_credentials",
            ["client_id"] = EntraIds.ServerApp,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromHours(1)),
            ["scope"] = "api://mcp-backend/.default",
        };
        foreach (var (field, value) in changes)
        {
            fields[field] = value;
        }

        var form = fields.Where(field => field is { Key: not "tenant", Value: not null }).ToDictionary(
            field => field.Key,
            field => field.Value);
        return backend.Authority.PostAsync(
            new Uri($"{fields["tenant"]}/oauth2/v2.0/token", UriKind.Relative),
            new FormUrlEncodedContent(form),
            Cancellation);
    }

    /// <summary>Asserts that the response is a refusal with only this number.</summary>
    public static async Task RefusedWithAsync(
        this Task<HttpResponseMessage> call,
        int code,
        HttpStatusCode status = HttpStatusCode.Unauthorized)
    {
        using var response = await call;
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.StartsWith($"AADSTS{code}: ", body.GetProperty("error_description").GetString(), StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(body.GetProperty("error_codes").EnumerateArray()).GetInt32());
        Assert.Equal(status, response.StatusCode);
    }
}
