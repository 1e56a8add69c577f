using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class SignInTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    [Fact]
    public async Task A_user_gets_a_code_and_exchanges_it_for_a_delegated_token()
    {
        var parameters = await backend.Authority.AuthorizeAsync((
            "scope",
            "api://mcp-server/Tickets.Write api://mcp-server/Users.Read")).RedirectedAsync();
        Assert.Equal(["code", "state"], parameters.Keys.Order());
        Assert.Equal("a state & more", parameters["state"]);

        var answer = await backend.Authority.RedeemAsync(parameters["code"]).GrantedAsync();
        Assert.Equal(["access_token", "expires_in", "ext_expires_in", "scope", "token_type"], answer.Select(member => member.Key).Order());
        Assert.Equal("Bearer", (string?)answer["token_type"]);
        Assert.Equal(3600, (int?)answer["expires_in"]);
        Assert.Equal("api://mcp-server/Tickets.Write api://mcp-server/Users.Read", (string?)answer["scope"]);

        var claims = TokenParts.Claims((string)answer["access_token"]!);
        Assert.Equal(
            ["aud", "azp", "azpacr", "exp", "iat", "iss", "name", "nbf", "oid", "preferred_username", "scp", "sub", "tid", "uti", "ver"],
            claims.Select(claim => claim.Key).Order());
        Assert.Equal(EntraIds.ServerResource, (string?)claims["aud"]);
        Assert.Equal(backend.Entra.Addresses.Issuer, (string?)claims["iss"]);
        Assert.Equal(EntraIds.IdeApp, (string?)claims["azp"]);
        Assert.Equal("0", (string?)claims["azpacr"]);
        Assert.Equal("Local user", (string?)claims["name"]);
        Assert.Equal(EntraIds.LocalUser, (string?)claims["oid"]);
        Assert.Equal("local.user@example.test", (string?)claims["preferred_username"]);
        Assert.Equal("Tickets.Write Users.Read", (string?)claims["scp"]);
        Assert.Equal(EntraIds.Tenant, (string?)claims["tid"]);
        Assert.Equal("2.0", (string?)claims["ver"]);
        Assert.Equal(3600, (long)claims["exp"]! - (long)claims["iat"]!);
    }

    [Theory]
    [InlineData("api://mcp-server/.default", "Users.Read Tickets.Read Tickets.Write Data.Read")]
    [InlineData("bbbbbbbb-0000-0000-0000-000000000002/Data.Read", "Data.Read")]
    [InlineData("api://mcp-server/Data.Read  api://mcp-server/Data.Read email", "Data.Read")]
    public async Task A_scope_can_be_the_default_one_or_name_the_application_id(string scope, string granted)
    {
        var answer = await backend.Authority.TokensAsync(scope);

        Assert.Equal(granted, (string?)TokenParts.Claims((string)answer["access_token"]!)["scp"]);
    }

    [Theory]
    [InlineData("http://localhost:1/", "http://localhost:1/")]
    [InlineData("http://localhost:65535/a/b", "http://localhost:65535/a/b")]
    [InlineData("http://localhost", "http://localhost/")]
    [InlineData("http://127.0.0.1:33418", "http://127.0.0.1:33418/")]
    public async Task Any_port_and_path_on_loopback_is_a_redirect_URI(string asked, string normal)
    {
        var parameters = await backend.Authority.AuthorizeAsync(("redirect_uri", asked)).RedirectedAsync(normal);

        await backend.Authority.RedeemAsync(parameters["code"], ("redirect_uri", asked)).GrantedAsync();
    }

    [Fact]
    public async Task A_redirect_URI_keeps_its_query_and_the_state_is_optional()
    {
        var parameters = await backend.Authority.AuthorizeAsync(("redirect_uri", $"{SignIn.RedirectUri}?window=7"), ("state", null))
            .RedirectedAsync();

        Assert.Equal(["code", "window"], parameters.Keys.Order());
        Assert.Equal("7", parameters["window"]);
    }

    [Fact]
    public async Task The_scope_openid_returns_an_ID_token()
    {
        var code = await backend.Authority.CodeAsync(("scope", $"{SignIn.Scope} openid profile"), ("nonce", "a nonce"));
        var answer = await backend.Authority.RedeemAsync(code).GrantedAsync();

        Assert.Equal($"{SignIn.Scope} openid profile", (string?)answer["scope"]);
        var claims = TokenParts.Claims((string)answer["id_token"]!);
        Assert.Equal(EntraIds.IdeApp, (string?)claims["aud"]);
        Assert.Equal("a nonce", (string?)claims["nonce"]);
        Assert.Equal("Local user", (string?)claims["name"]);
        Assert.NotEqual((string?)TokenParts.Claims((string)answer["access_token"]!)["sub"], (string?)claims["sub"]);
        var withoutProfile = TokenParts.Claims((string)(await backend.Authority.TokensAsync($"{SignIn.Scope} openid"))["id_token"]!);
        Assert.Equal(["aud", "exp", "iat", "iss", "nbf", "sub", "tid", "uti", "ver"], withoutProfile.Select(claim => claim.Key).Order());
    }

    [Fact]
    public async Task A_client_without_a_secret_can_send_an_empty_one()
    {
        await backend.Authority.RedeemAsync(await backend.Authority.CodeAsync(), ("client_secret", "")).GrantedAsync();
    }

    [Fact]
    public async Task A_redemption_can_request_part_of_the_granted_scopes()
    {
        var code = await backend.Authority.CodeAsync(("scope", "api://mcp-server/.default offline_access"));
        var answer = await backend.Authority.RedeemAsync(code, ("scope", "api://mcp-server/Data.Read offline_access")).GrantedAsync();

        Assert.Equal("Data.Read", (string?)TokenParts.Claims((string)answer["access_token"]!)["scp"]);
        Assert.NotNull(answer["refresh_token"]);
    }

    [Theory]
    [InlineData("api://mcp-server")]
    [InlineData("http://localhost:3333/mcp")]
    [InlineData("http://127.0.0.1:8000")]
    public async Task The_resource_parameter_may_be_the_application_id_URI_or_the_address_of_a_local_server(string resource)
    {
        var code = await backend.Authority.CodeAsync(("resource", resource));

        await backend.Authority.RedeemAsync(code, ("resource", resource)).GrantedAsync();
    }

    [Fact]
    public async Task The_metadata_has_the_members_that_MCP_clients_need()
    {
        var metadata = (await backend.Authority.GetFromJsonAsync<JsonObject>(
            new Uri($"{EntraIds.Tenant}/v2.0/.well-known/openid-configuration", UriKind.Relative),
            Cancellation))!;

        Assert.Equal($"{backend.Authority.BaseAddress}{EntraIds.Tenant}/v2.0", (string?)metadata["issuer"]);
        Assert.Equal(
            $"{backend.Authority.BaseAddress}{EntraIds.Tenant}/oauth2/v2.0/authorize",
            (string?)metadata["authorization_endpoint"]);
        Assert.Equal(
            ["client_credentials", "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:jwt-bearer"],
            metadata["grant_types_supported"]!.AsArray().Select(grant => (string?)grant));
        Assert.Equal(
            ["openid", "profile", "email", "offline_access"],
            metadata["scopes_supported"]!.AsArray().Select(scope => (string?)scope));
        Assert.Equal(["S256"], metadata["code_challenge_methods_supported"]!.AsArray().Select(method => (string?)method));
        Assert.Contains("none", metadata["token_endpoint_auth_methods_supported"]!.AsArray().Select(method => (string?)method));
    }

    [Theory]
    [InlineData(".well-known/oauth-authorization-server/11111111-2222-3333-4444-555555555555/v2.0")]
    [InlineData(".well-known/openid-configuration/11111111-2222-3333-4444-555555555555/v2.0")]
    public async Task Other_well_known_addresses_are_not_found_as_in_Entra_ID(string path)
    {
        using var response = await backend.Authority.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("http://localhost:6274", "11111111-2222-3333-4444-555555555555/oauth2/v2.0/token", true)]
    [InlineData("http://localhost:6274", "11111111-2222-3333-4444-555555555555/v2.0/.well-known/openid-configuration", true)]
    [InlineData("http://localhost:6274", "control/failures", false)]
    [InlineData("https://example.test", "11111111-2222-3333-4444-555555555555/oauth2/v2.0/token", false)]
    [InlineData("null", "11111111-2222-3333-4444-555555555555/oauth2/v2.0/token", false)]
    public async Task Pages_of_this_machine_can_read_responses_of_the_tenant(string origin, string path, bool isAllowed)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Headers", "mcp-protocol-version" } },
        };
        using var called = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Origin", origin } } };
        using var before = await backend.Authority.SendAsync(asked, Cancellation);
        using var answer = await backend.Authority.SendAsync(called, Cancellation);

        Assert.Equal(isAllowed, before.StatusCode == HttpStatusCode.NoContent);
        string[] allowed = isAllowed ? [origin] : [];
        Assert.Equal(allowed, before.Headers.TryGetValues("Access-Control-Allow-Origin", out var first) ? first : []);
        Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var second) ? second : []);
    }

    [Theory]
    [InlineData("Local.Reader@example.test", null, EntraIds.LocalReader)]
    [InlineData("local.user@example.test", null, EntraIds.LocalUser)]
    [InlineData(null, "none", EntraIds.LocalUser)]
    public async Task A_login_hint_selects_the_user(string? hint, string? prompt, string user)
    {
        var code = await backend.Authority.CodeAsync(
            ("login_hint", hint), ("prompt", prompt), ("scope", $"{SignIn.Scope} openid profile offline_access"));
        var answer = await backend.Authority.RedeemAsync(code).GrantedAsync();
        var refreshed = await backend.Authority.RefreshAsync((string)answer["refresh_token"]!).GrantedAsync();

        JsonNode?[] issued = [answer["access_token"], answer["id_token"], refreshed["access_token"]];
        Assert.All(
            issued,
            token => Assert.Equal(user, (string?)TokenParts.Claims((string)token!)["oid"]));
    }

    [Theory]
    [InlineData("", "text/html, */*;q=0.8")]
    [InlineData("&prompt=select_account", "*/*")]
    [InlineData("&prompt=login&login_hint=local.user%40example.test", "*/*")]
    public async Task A_browser_selects_the_user_on_a_page(string more, string accept)
    {
        using var automatic = await backend.Authority.AuthorizeAsync(("state", "\"><script>"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{automatic.RequestMessage!.RequestUri}{more}")
        {
            Headers = { { "Accept", accept } },
        };
        using var page = await backend.Authority.SendAsync(request, Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        string[] links = [.. html.Split("href=\"").Skip(1).Select(static part => WebUtility.HtmlDecode(part[..part.IndexOf('"')]))];
        Assert.Equal(2, links.Length);
        var parameters = await backend.Authority.GetAsync(new Uri(links[1], UriKind.Relative), Cancellation).RedirectedAsync();
        Assert.Equal("\"><script>", parameters["state"]);
        var answer = await backend.Authority.RedeemAsync(parameters["code"]).GrantedAsync();
        Assert.Equal(EntraIds.LocalReader, (string?)TokenParts.Claims((string)answer["access_token"]!)["oid"]);
    }

    [Fact]
    public async Task The_backend_rejects_a_users_token_for_the_server()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/users", UriKind.Relative));
        var tokens = await backend.Authority.TokensAsync("api://mcp-server/Users.Read");
        request.Headers.Authorization = new("Bearer", (string)tokens["access_token"]!);
        using var response = await backend.Api.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
