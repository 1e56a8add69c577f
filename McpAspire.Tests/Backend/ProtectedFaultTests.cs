using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class ProtectedFaultTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    [Fact]
    public async Task Two_callers_can_use_the_same_idempotency_key()
    {
        var key = Guid.NewGuid().ToString();
        var server = backend.TokenOf(EntraIds.ServerApp);
        var other = backend.Entra.AccessTokens.Issue(
            Registrations.Apps.Single(app => app.ClientId == EntraIds.ServerApp) with
            {
                ClientId = Guid.NewGuid().ToString(),
                ObjectId = Guid.NewGuid().ToString(),
            },
            Registrations.Backend,
            TimeSpan.FromHours(1));
        string[] created = [
            await CreateAsync(server, key),
            await CreateAsync(other, key),
            await CreateAsync(server, key),
            await CreateAsync(other, key)];

        Assert.Equal(2, created.Distinct().Count());
        Assert.Equal(created[..2], created[2..]);
    }

    [Fact]
    public async Task Faults_need_no_token_to_set_and_rejected_callers_see_none()
    {
        using var rules = JsonContent.Create(new { faults = (string[])["status=503"] });
        using var added = await backend.Api.PostAsync(new Uri("/control/faults", UriKind.Relative), rules, Cancellation);
        using var without = await CallAsync("/users", token: null);
        using var forbidden = await CallAsync("/tickets", backend.TokenOf(EntraIds.ClientApp));
        using var allowed = await CallAsync("/users", backend.TokenOf(EntraIds.ServerApp));

        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, allowed.StatusCode);
    }

    private async Task<HttpResponseMessage> CallAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        return await backend.Api.SendAsync(request, Cancellation);
    }

    private async Task<string> CreateAsync(string token, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/tickets", UriKind.Relative))
        {
            Content = JsonContent.Create(new { title = "A title", description = "A description" }),
            Headers = { { "Idempotency-Key", key }, { "Authorization", $"Bearer {token}" } },
        };
        using var response = await backend.Api.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString()!;
    }
}
