using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Identity;
using McpAspire.MockBackend.Entra;
using Microsoft.Identity.Client;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class OnBehalfOfTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    private const string Scope = "api://mcp-backend/.default";

    public static TheoryData<WrongToken, int> EveryWrongToken => new()
    {
        { WrongToken.Garbage, 50027 },
        { WrongToken.Tampered, 50013 },
        { WrongToken.WithoutSignature, 50013 },
        { WrongToken.SignedWithPublicKey, 50013 },
        { WrongToken.ForeignKey, 50013 },
        { WrongToken.ForeignIssuer, 50013 },
        { WrongToken.OtherTenant, 50013 },
        { WrongToken.OtherTenantId, 50013 },
        { WrongToken.ServiceAccount, 50013 },
        { WrongToken.OtherAudience, 500131 },
        { WrongToken.Expired, 500133 },
    };

    [Fact]
    public async Task Azure_Identity_exchanges_a_users_token_without_a_secret()
    {
        var token = await backend.OnBehalfOf(backend.UserToken(Registrations.LocalReader)).GetTokenAsync(new([Scope]), Cancellation);

        var claims = TokenParts.Claims(token.Token);
        Assert.Equal(EntraIds.BackendResource, (string?)claims["aud"]);
        Assert.Equal(EntraIds.ServerResource, (string?)claims["azp"]);
        Assert.Equal("2", (string?)claims["azpacr"]);
        Assert.Equal(EntraIds.LocalReader, (string?)claims["oid"]);
        Assert.Equal("local.reader@example.test", (string?)claims["preferred_username"]);
        Assert.Equal("Users.Read Tickets.Read Tickets.Write Data.Read", (string?)claims["scp"]);
        Assert.Equal(["Users.Read", "Tickets.Read", "Data.Read"], claims["roles"]!.AsArray().Select(static role => (string?)role));
        Assert.Null(claims["idtyp"]);
        Assert.Equal((long)claims["exp"]!, token.ExpiresOn.ToUnixTimeSeconds(), 5L);
    }

    [Fact]
    public async Task A_response_has_the_members_of_its_scopes()
    {
        var plain = await ExchangeAsync(("scope", "api://mcp-backend/Tickets.Read")).GrantedAsync();
        var offline = await ExchangeAsync(("scope", $"{Scope} openid profile offline_access")).GrantedAsync();

        Assert.Equal(
            ["access_token", "expires_in", "ext_expires_in", "scope", "token_type"], plain.Select(static member => member.Key).Order());
        Assert.Equal("api://mcp-backend/Tickets.Read", (string?)plain["scope"]);
        Assert.Equal("Tickets.Read", (string?)TokenParts.Claims((string)plain["access_token"]!)["scp"]);
        Assert.NotNull(offline["refresh_token"]);
        Assert.Equal(EntraIds.ServerResource, (string?)TokenParts.Claims((string)offline["id_token"]!)["aud"]);
    }

    [Theory]
    [InlineData("tenant", "22222222-2222-3333-4444-555555555555", 90002, 400)]
    [InlineData("client_id", "aaaaaaaa-0000-0000-0000-000000000009", 700016, 400)]
    [InlineData("client_id", EntraIds.IdeApp, 700211, 401)]
    [InlineData("client_id", EntraIds.ServerApp, 500131, 400)]
    [InlineData("client_assertion", null, 7000218, 401)]
    [InlineData("client_assertion", "garbage", 50027, 400)]
    [InlineData("client_assertion_type", null, 900144, 400)]
    [InlineData("requested_token_use", null, 900144, 400)]
    [InlineData("requested_token_use", "else", 900144, 400)]
    [InlineData("assertion", null, 900144, 400)]
    [InlineData("scope", null, 900144, 400)]
    [InlineData("scope", "openid", 70011, 400)]
    [InlineData("scope", "api://else/.default", 500011, 400)]
    [InlineData("scope", "api://mcp-backend/Nothing.Read", 650053, 400)]
    [InlineData("scope", "api://mcp-server/.default", 65001, 400)]
    public async Task A_wrong_field_is_rejected_with_its_error_number(string field, string? value, int code, int status) =>
        await ExchangeAsync((field, value)).RefusedWithAsync(code, (HttpStatusCode)status);

    [Fact]
    public async Task The_service_account_of_another_program_is_rejected() => await ExchangeAsync(
        ("client_assertion", backend.Entra.Cluster.Issue("mcp-client", TimeSpan.FromHours(1)))).RefusedWithAsync(700213);

    [Theory]
    [MemberData(nameof(EveryWrongToken))]
    public async Task A_wrong_user_token_is_rejected_with_its_error_number(WrongToken what, int code) =>
        await ExchangeAsync(("assertion", backend.Entra.Make(what, Registrations.Server, Registrations.Backend)))
            .RefusedWithAsync(code, HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_token_of_an_application_is_rejected()
    {
        var app = backend.Entra.AccessTokens.Issue(
            Registrations.FindApp(EntraIds.ClientApp)!, Registrations.Server, TimeSpan.FromHours(1));

        await ExchangeAsync(("assertion", app)).RefusedWithAsync(7000114, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_user_who_is_not_in_the_directory_is_rejected_until_added()
    {
        var user = new UserRegistration(Guid.NewGuid().ToString(), "New user", "new.user@example.test");

        await ExchangeAsync(("assertion", backend.UserToken(user))).RefusedWithAsync(50034, HttpStatusCode.BadRequest);
        backend.Entra.Users.Add(user);
        await ExchangeAsync(("assertion", backend.UserToken(user))).GrantedAsync();
    }

    [Theory]
    [InlineData(50057, "invalid_grant", null, false)]
    [InlineData(50076, "interaction_required", "basic_action", true)]
    [InlineData(50079, "interaction_required", "basic_action", true)]
    [InlineData(50158, "interaction_required", "basic_action", true)]
    [InlineData(50173, "invalid_grant", "bad_token", false)]
    [InlineData(65001, "invalid_grant", "consent_required", false)]
    [InlineData(70043, "invalid_grant", "token_expired", false)]
    public async Task A_refusal_can_be_injected_for_one_user(int code, string error, string? subError, bool hasClaims)
    {
        await InjectAsync($$"""{"code":{{code}},"grant":"on_behalf_of","user":"local.reader@example.test"}""");

        await ExchangeAsync().GrantedAsync();
        using var refused = await ExchangeAsync(("assertion", backend.UserToken(Registrations.LocalReader)));
        var body = (await refused.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal((error, subError), ((string?)body["error"], (string?)body["suberror"]));
        Assert.Equal(hasClaims, body["claims"] is { } claims && JsonNode.Parse((string)claims!)!["access_token"] is not null);
        await ExchangeAsync(("assertion", backend.UserToken(Registrations.LocalReader))).GrantedAsync();
    }

    [Fact]
    public async Task A_failure_can_be_limited_to_the_exchange()
    {
        await InjectAsync("""{"status":503,"grant":"on_behalf_of"}""");
        var before = backend.Entra.Failures.Exchanges;

        using var other = await backend.AskAsync();
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        await ExchangeAsync().RefusedWithAsync(90033, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(before + 1, backend.Entra.Failures.Exchanges);
    }

    [Fact]
    public async Task A_claims_challenge_reaches_the_caller_of_Azure_Identity()
    {
        await InjectAsync("""{"code":50076,"grant":"on_behalf_of","claims":"{\"access_token\":{\"acrs\":{\"essential\":true}}}"}""");

        var refusal = await Assert.ThrowsAsync<AuthenticationFailedException>(async () =>
            await backend.OnBehalfOf(backend.UserToken(Registrations.LocalUser)).GetTokenAsync(new([Scope]), Cancellation));

        var challenge = Assert.IsType<MsalClaimsChallengeException>(refusal.InnerException);
        Assert.StartsWith("AADSTS50076: ", challenge.Message, StringComparison.Ordinal);
        Assert.Equal(/*lang=json,strict*/ """{"access_token":{"acrs":{"essential":true}}}""", challenge.Claims);
    }

    private async Task InjectAsync(string failure)
    {
        using var response = await backend.Authority.PostAsync(
            new Uri("control/failures", UriKind.Relative), new StringContent(failure, Encoding.UTF8, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>A correct exchange of the server, with the given fields changed; null removes a field.</summary>
    private Task<HttpResponseMessage> ExchangeAsync(params (string Field, string? Value)[] changes) => backend.AskAsync(
    [
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        ("requested_token_use", "on_behalf_of"),
        ("client_id", EntraIds.ServerResource),
        ("assertion", backend.UserToken(Registrations.LocalUser)),
        .. changes,
    ]);
}
