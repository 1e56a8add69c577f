using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Packages.Jwt;

public sealed class TokenValidationTests : IDisposable
{
    private readonly TokenIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Accepts_a_token_of_the_issuer(string algorithm)
    {
        _issuer.Rotate(algorithm);
        await using var api = await ProtectedApi.StartAsync(_issuer);
        using var response = await api.GetAsync(_issuer.Token());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Accepts_one_right_audience_among_several()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer, options => options.TokenValidationParameters.ValidAudiences = ["other", "backend-id"]);
        using var response = await api.GetAsync(_issuer.Token(payload => payload["aud"] = new JsonArray("unknown", "backend-id")));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Asks_for_a_token_when_there_is_none()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        using var response = await api.GetAsync(token: null);
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (response.StatusCode, Challenge(response)));
    }

    [Fact]
    public async Task Refuses_an_expired_token_and_says_when_it_expired()
    {
        var challenge = await RefusalOfAsync(EndedFor(TimeSpan.FromMinutes(6)));
        Assert.Matches("""^Bearer error="invalid_token", error_description="The token expired at '\d\d/\d\d/\d{4} \d\d:\d\d:\d\d'"$""", challenge);
    }

    [Fact]
    public async Task Accepts_a_token_that_expired_less_than_five_minutes_ago()
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        using var response = await api.GetAsync(EndedFor(TimeSpan.FromMinutes(4)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_token_that_is_not_valid_yet()
    {
        var challenge = await RefusalOfAsync(_issuer.Token(payload => payload["nbf"] = TokenIssuer.In(TimeSpan.FromMinutes(6))));
        Assert.Contains("The token is not valid before '", challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_token_without_an_end() =>
        Assert.Equal(Refusal("The token has no expiration"), await RefusalOfAsync(_issuer.Token(payload => payload.Remove("exp"))));

    [Fact]
    public async Task Refuses_a_token_for_another_audience() =>
        Assert.Equal(
            Refusal("The audience '(null)' is invalid"),
            await RefusalOfAsync(_issuer.Token(payload => payload["aud"] = "api://other")));

    [Fact]
    public async Task Refuses_a_token_of_another_issuer() =>
        Assert.Equal(
            Refusal("The issuer 'https://evil.test' is invalid"),
            await RefusalOfAsync(_issuer.Token(payload => payload["iss"] = "https://evil.test")));

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Refuses_a_forged_signature(string algorithm)
    {
        _issuer.Rotate(algorithm);
        using var forger = new IssuerKey(algorithm, _issuer.Key.Id);
        Assert.Equal(Refusal("The signature is invalid"), await RefusalOfAsync(forger.Sign(TokenIssuer.Payload())));
    }

    [Fact]
    public async Task Refuses_a_payload_that_was_changed_after_signing()
    {
        var parts = _issuer.Token().Split('.');
        var other = _issuer.Token(payload => payload["roles"] = new JsonArray("Admin")).Split('.');
        Assert.Equal(Refusal("The signature is invalid"), await RefusalOfAsync($"{parts[0]}.{other[1]}.{parts[2]}"));
    }

    [Fact]
    public async Task Refuses_a_key_that_the_issuer_does_not_publish()
    {
        using var stranger = new IssuerKey("ES256", "stranger");
        Assert.Equal(Refusal("The signature key was not found"), await RefusalOfAsync(stranger.Sign(TokenIssuer.Payload())));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    public async Task Refuses_a_token_without_a_signature(string algorithm)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["kid"] = _issuer.Key.Id };
        Assert.Equal(Refusal("The signature is invalid"), await RefusalOfAsync(TokenIssuer.Join(header, TokenIssuer.Payload(), _ => [])));
    }

    [Fact]
    public async Task Refuses_the_public_key_as_a_shared_secret()
    {
        _issuer.Rotate("RS256");
        var header = new JsonObject { ["alg"] = "HS256", ["kid"] = _issuer.Key.Id };
        var token = TokenIssuer.Join(header, TokenIssuer.Payload(), text => HMACSHA256.HashData(_issuer.Key.PublicBytes(), text));
        Assert.Equal(Refusal("The signature is invalid"), await RefusalOfAsync(token));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30.e30.e30")]
    public async Task Refuses_what_is_no_token(string token) =>
        Assert.StartsWith("Bearer error=\"invalid_token\"", await RefusalOfAsync(token), StringComparison.Ordinal);

    private string EndedFor(TimeSpan time) =>
        _issuer.Token(payload => (payload["nbf"], payload["exp"]) = (TokenIssuer.In(TimeSpan.FromHours(-1)), TokenIssuer.In(-time)));

    private static string Refusal(string description) => $"Bearer error=\"invalid_token\", error_description=\"{description}\"";

    private static string Challenge(HttpResponseMessage response) => string.Join(" | ", response.Headers.GetValues("WWW-Authenticate"));

    private async Task<string> RefusalOfAsync(string token)
    {
        await using var api = await ProtectedApi.StartAsync(_issuer);
        using var response = await api.GetAsync(token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        return Challenge(response);
    }
}
