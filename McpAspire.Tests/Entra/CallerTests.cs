using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class CallerTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    public static TheoryData<WrongToken> EveryWrongToken => [.. Enum.GetValues<WrongToken>()];

    [Theory]
    [InlineData("/users")]
    [InlineData("/users/123")]
    [InlineData("/tickets")]
    [InlineData("/datasets")]
    [InlineData("/nothing")]
    public async Task A_call_without_a_token_is_a_401_problem(string path)
    {
        using var response = await CallAsync(path, token: null);

        await AssertProblemAsync(response, HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task Health_and_the_API_document_are_available_with_and_without_a_token(string path)
    {
        using var without = await CallAsync(path, token: null);
        using var with = await CallAsync(path, backend.TokenOf(EntraIds.ServerApp));
        using var withGarbage = await CallAsync(path, "garbage");

        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.Equal(HttpStatusCode.OK, withGarbage.StatusCode);
    }

    [Theory]
    [InlineData("mcp-server", EntraIds.ServerApp, "/tickets", HttpStatusCode.OK)]
    [InlineData("mcp-server", EntraIds.ServerApp, "/datasets", HttpStatusCode.OK)]
    [InlineData("mcp-client", EntraIds.ClientApp, "/users", HttpStatusCode.OK)]
    [InlineData("mcp-client", EntraIds.ClientApp, "/tickets", HttpStatusCode.Forbidden)]
    [InlineData("mcp-client", EntraIds.ClientApp, "/datasets", HttpStatusCode.Forbidden)]
    public async Task A_token_of_workload_identity_grants_the_routes_of_its_roles(
        string account,
        string app,
        string path,
        HttpStatusCode status)
    {
        var token = await backend.WorkloadIdentity(app, account).GetTokenAsync(
            new TokenRequestContext(["api://mcp-backend/.default"]),
            Cancellation);
        using var response = await CallAsync(path, token.Token);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_missing_role_is_a_403_problem_that_names_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/tickets", UriKind.Relative))
        {
            Content = JsonContent.Create(new { title = "A title", description = "A description" }),
        };
        request.Headers.Authorization = new("Bearer", backend.TokenOf(EntraIds.WorkstationApp));
        using var response = await backend.Api.SendAsync(request, Cancellation);

        await AssertProblemAsync(response, HttpStatusCode.Forbidden);
        Assert.Contains(
            "error=\"insufficient_scope\", scope=\"Tickets.Write\"",
            response.Headers.WwwAuthenticate.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryWrongToken))]
    public async Task A_wrong_token_is_rejected(WrongToken what)
    {
        using var response = await CallAsync("/users", backend.Entra.Make(what, Registrations.Backend, Registrations.Server));

        await AssertProblemAsync(response, HttpStatusCode.Unauthorized);
        Assert.StartsWith("Bearer error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("status").GetInt32());
    }

    private async Task<HttpResponseMessage> CallAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await backend.Api.SendAsync(request, Cancellation);
    }
}
