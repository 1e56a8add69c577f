using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

/// <summary>The API applies the rights of the user whose token it receives.</summary>
[Trait("Category", "Integration")]
public sealed class UserRightsTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    private static readonly AppRegistration Server = Registrations.FindApp(EntraIds.ServerResource)!;

    [Fact]
    public async Task A_ticket_names_the_user_or_application_that_created_it()
    {
        var ofUser = await CreateAsync(TokenOf(Registrations.LocalUser, "Tickets.Write"));
        var ofApp = await CreateAsync(backend.TokenOf(EntraIds.ServerApp));
        using var found = await SendAsync(
            HttpMethod.Get, $"/tickets/{ofUser.GetProperty("id")}", TokenOf(Registrations.LocalReader, "Tickets.Read"));

        Assert.Equal(EntraIds.LocalUser, ofUser.GetProperty("created_by").GetString());
        Assert.Equal("cccccccc-0000-0000-0000-000000000001", ofApp.GetProperty("created_by").GetString());
        var ticket = await found.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(EntraIds.LocalUser, ticket.GetProperty("created_by").GetString());
    }

    [Theory]
    [InlineData(true, "Tickets.Read Tickets.Write", null)]
    [InlineData(true, "Tickets.Read", "The delegated scope 'Tickets.Write' is missing")]
    [InlineData(false, "Tickets.Read Tickets.Write", "The user's app role 'Tickets.Write' is missing")]
    [InlineData(false, "Tickets.Read", "The delegated scope 'Tickets.Write' and the user's app role 'Tickets.Write' are missing")]
    public async Task A_user_needs_the_scope_and_the_app_role(bool hasRole, string scopes, string? missing)
    {
        var ticket = await CreateAsync(backend.TokenOf(EntraIds.ServerApp));
        var user = hasRole ? Registrations.LocalUser : Registrations.LocalReader;
        using var response = await SendAsync(
            HttpMethod.Post, $"/tickets/{ticket.GetProperty("id")}/status", TokenOf(user, scopes), new { status = "closed" });

        Assert.Equal(missing is null ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
        if (missing is not null)
        {
            Assert.Equal(
                $"Bearer error=\"insufficient_scope\", scope=\"Tickets.Write\", error_description=\"{missing}\"",
                response.Headers.WwwAuthenticate.ToString());
        }
    }

    private string TokenOf(UserRegistration user, string scopes) => backend.Entra.AccessTokens.Issue(
        user, Server, new(Registrations.Backend, scopes.Split(' '), []), TimeSpan.FromHours(1));

    private async Task<JsonElement> CreateAsync(string token)
    {
        using var response = await SendAsync(
            HttpMethod.Post, "/tickets", token, new { title = "A title", description = "A description" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string token, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new("Bearer", token);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await backend.Api.SendAsync(request, Cancellation);
    }
}
