using System.Net;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class SignInRefusalTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    [Theory]
    [InlineData("tenant", "22222222-2222-3333-4444-555555555555", 90002)]
    [InlineData("client_id", null, 900144)]
    [InlineData("client_id", "aaaaaaaa-0000-0000-0000-000000000009", 700016)]
    [InlineData("client_id", EntraIds.WorkstationApp, 500113)]
    [InlineData("client_id", EntraIds.ServerApp, 500113)]
    public async Task A_wrong_client_is_rejected_without_a_redirect(string name, string? value, int code)
    {
        await backend.Authority.AuthorizeAsync((name, value)).RefusedWithAsync(code, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/callback")]
    [InlineData("https://localhost/callback")]
    [InlineData("http://example.test/callback")]
    [InlineData("//example.test/callback")]
    [InlineData("http://localhost.example.test/")]
    [InlineData("http://localhost@example.test/")]
    [InlineData("http://user@localhost/")]
    [InlineData("http://localhost:80@example.test/")]
    [InlineData("http://localhost\\@example.test/")]
    [InlineData("http://example.test\\@localhost/")]
    [InlineData("http://localhost/#fragment")]
    [InlineData("http://localhost/\r\nLocation: http://example.test/")]
    [InlineData(" http://localhost/")]
    [InlineData("http://localhost/\u00e9")]
    [InlineData("http://[::1]/")]
    [InlineData("http://127.0.0.2/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("vscode://localhost/")]
    public async Task A_wrong_redirect_URI_is_rejected_without_a_redirect(string? address)
    {
        await backend.Authority.AuthorizeAsync(("redirect_uri", address)).RefusedWithAsync(50011, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_repeated_parameter_is_rejected_without_a_redirect()
    {
        using var good = await backend.Authority.AuthorizeAsync();
        var twice = new Uri($"{good.RequestMessage!.RequestUri}&redirect_uri=http%3A%2F%2Flocalhost%2Felse");

        await backend.Authority.GetAsync(twice, Cancellation).RefusedWithAsync(9000411, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("response_type", null, 900144, "invalid_request")]
    [InlineData("response_type", "token", 70005, "unsupported_response_type")]
    [InlineData("response_mode", "form_post", 70007, "invalid_request")]
    [InlineData("code_challenge", null, 9002325, "invalid_request")]
    [InlineData("code_challenge", "too-short", 501491, "invalid_request")]
    [InlineData("code_challenge", "forty-three-characters-that-are-no-base64!!", 501491, "invalid_request")]
    [InlineData("code_challenge_method", null, 50149, "invalid_request")]
    [InlineData("code_challenge_method", "plain", 50149, "invalid_request")]
    [InlineData("scope", null, 900144, "invalid_request")]
    [InlineData("scope", " ", 900144, "invalid_request")]
    [InlineData("scope", "openid offline_access", 70011, "invalid_scope")]
    [InlineData("scope", "api://mcp-server/.default api://mcp-server/Users.Read", 70011, "invalid_scope")]
    [InlineData("scope", "api://mcp-server/Users.Read api://mcp-backend/.default", 28000, "invalid_request")]
    [InlineData("scope", "api://mcp-server/Nothing.Read", 650053, "access_denied")]
    [InlineData("scope", "Users.Read", 650053, "access_denied")]
    [InlineData("scope", "api://else/Users.Read", 500011, "invalid_resource")]
    [InlineData("scope", "api://mcp-backend/.default", 65001, "interaction_required")]
    [InlineData("scope", "api://mcp-backend/Users.Read", 65001, "interaction_required")]
    [InlineData("login_hint", "nobody@example.test", 50058, "login_required")]
    [InlineData("resource", "https://mcp.example.test/mcp", 9010010, "invalid_target")]
    [InlineData("resource", "http://localhost.example.test/mcp", 9010010, "invalid_target")]
    [InlineData("resource", "api://mcp-server/", 9010010, "invalid_target")]
    [InlineData("resource", "api://mcp-backend", 9010010, "invalid_target")]
    public async Task A_wrong_request_redirects_with_the_error(string name, string? value, int code, string error)
    {
        var parameters = await backend.Authority.AuthorizeAsync((name, value)).RedirectedAsync();

        Assert.Equal(["error", "error_description", "state"], parameters.Keys.Order());
        Assert.StartsWith($"AADSTS{code}: ", parameters["error_description"], StringComparison.Ordinal);
        Assert.Equal(error, parameters["error"]);
        Assert.Equal("a state & more", parameters["state"]);
    }
}
