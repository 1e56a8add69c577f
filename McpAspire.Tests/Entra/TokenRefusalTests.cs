using System.Buffers.Text;
using System.Net;
using CsCheck;
using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Generators;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class TokenRefusalTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    private string Good => backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromHours(1));

    [Fact]
    public async Task A_correct_request_is_granted()
    {
        using var response = await backend.AskAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("tenant", "22222222-2222-3333-4444-555555555555", 90002)]
    [InlineData("grant_type", "password", 70003)]
    [InlineData("grant_type", null, 900144)]
    [InlineData("client_id", "aaaaaaaa-0000-0000-0000-000000000009", 700016)]
    [InlineData("client_id", null, 700016)]
    [InlineData("scope", "api://mcp-backend/Users.Read", 1002012)]
    [InlineData("scope", "api://else/.default", 500011)]
    [InlineData("scope", null, 900144)]
    [InlineData("client_assertion_type", null, 900144)]
    public async Task A_wrong_field_is_rejected_with_its_error_number(string field, string? value, int code)
    {
        await backend.AskAsync((field, value)).RefusedWithAsync(code, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_missing_or_wrong_credential_is_rejected()
    {
        await backend.AskAsync(("client_assertion", null)).RefusedWithAsync(7000216);
        await backend.AskAsync(("client_assertion", null), ("client_secret", EntraIds.WorkstationSecret)).RefusedWithAsync(7000215);
        await backend.AskAsync(("client_assertion", null), ("client_secret", "wrong"), ("client_id", EntraIds.WorkstationApp))
            .RefusedWithAsync(7000215);
        await backend.AskAsync(("client_id", EntraIds.WorkstationApp)).RefusedWithAsync(700211);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("no token")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("W10.W10.W10")]
    public async Task An_assertion_that_is_not_a_token_is_rejected(string assertion)
    {
        await backend.AskAsync(("client_assertion", assertion)).RefusedWithAsync(50027, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""", null)]
    [InlineData("""{"alg":"\udc00","kid":"x"}""", null)]
    [InlineData("""{"alg":"RS256","typ":"\ud800\ud800"}""", null)]
    [InlineData(null, """{"iss":"\ud800"}""")]
    [InlineData(null, """{"iss":7}""")]
    [InlineData(null, """{"sub":"\ud800"}""")]
    [InlineData(null, """{"aud":["\ud800"]}""")]
    [InlineData(null, """{"exp":1e999}""")]
    [InlineData(null, """{"iss":"a","exp":99999999999999999999999}""")]
    public async Task An_assertion_with_a_part_that_cannot_be_decoded_is_rejected(string? header, string? payload)
    {
        var parts = Good.Split('.');
        var newHeader = header is null ? parts[0] : TokenParts.Encode(header);
        var newPayload = payload is null ? parts[1] : TokenParts.Encode(payload);
        var assertion = $"{newHeader}.{newPayload}.{parts[2]}";

        await backend.AskAsync(("client_assertion", assertion)).RefusedWithAsync(50027, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Arbitrary_bytes_in_any_part_of_an_assertion_are_rejected()
    {
        var parts = Good.Split('.');
        var bytes = Gen.Byte.Array[0, 12].Select(static bytes => Base64Url.EncodeToString(bytes));
        var text =
            Gen.OneOf(@"\xff", @"\ud800", @"\u0000", "kid", "alg", "\"", "{", "[", ":", ",", "1e999", "null", "RS256", "é").Array[0, 8]
            .Select(static tokens => TokenParts.Encode($$"""{"kid":"{{string.Concat(tokens)}}"}"""));
        var part = Gen.OneOf(bytes, text, Gen.String[0, 8]);
        var assertions = Gen.Select(
            Gen.Int[0, 2], part, (place, value) => string.Join('.', parts.Select((one, index) => index == place ? value : one)));
        foreach (var assertion in assertions.Cases(seed: 1, count: 300))
        {
            using var response = await backend.AskAsync(("client_assertion", assertion));
            Assert.True(
                response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized,
                $"{assertion}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task An_assertion_of_another_issuer_subject_or_audience_is_rejected()
    {
        await RefusedAsync(TokenParts.WithClaims(Good, claims => claims["iss"] = "https://example.test/"), 700211);
        await RefusedAsync(backend.Entra.Cluster.Issue("mcp-client", TimeSpan.FromHours(1)), 700213);
        await RefusedAsync(backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromHours(1), "api://else"), 700212);
    }

    [Fact]
    public async Task A_forged_assertion_is_rejected()
    {
        using var foreign = new SigningKey();
        var parts = Good.Split('.');
        await RefusedAsync(foreign.Sign(TokenParts.Claims(Good)), 700027);
        await RefusedAsync(TokenParts.WithClaims(Good, claims => claims["exp"] = 4_000_000_000), 700027);
        await RefusedAsync($"{TokenParts.Encode("""{"alg":"none"}""")}.{parts[1]}.", 700027);
        await RefusedAsync($"{TokenParts.Encode("""{"alg":"HS256","typ":"JWT"}""")}.{parts[1]}.{parts[2]}", 700027);
    }

    [Fact]
    public async Task An_expired_assertion_is_rejected_after_the_clock_skew()
    {
        await RefusedAsync(backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromMinutes(-6)), 700024);
        using var response = await backend.AskAsync(
            ("client_assertion", backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromMinutes(-4))));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task RefusedAsync(string assertion, int code) => backend.AskAsync(("client_assertion", assertion)).RefusedWithAsync(code);
}
