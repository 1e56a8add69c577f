using System.Net;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class RedemptionTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    private HttpClient Authority => backend.Authority;

    [Fact]
    public async Task A_code_can_be_redeemed_once()
    {
        var code = await Authority.CodeAsync();
        await Authority.RedeemAsync(code).GrantedAsync();

        await Authority.RedeemAsync(code).RefusedWithAsync(54005, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task One_of_many_concurrent_redemptions_succeeds()
    {
        var code = await Authority.CodeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Authority.RedeemAsync(code)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("code_verifier", "another-code-verifier-of-at-least-43-characters", 501481)]
    [InlineData("code_verifier", null, 50148)]
    [InlineData("redirect_uri", "http://localhost:43210/other", 500112)]
    [InlineData("redirect_uri", null, 500112)]
    [InlineData("scope", "api://mcp-server/Tickets.Write", 28002)]
    [InlineData("scope", "api://mcp-server/Nothing.Read", 650053)]
    [InlineData("resource", "https://mcp.example.test/mcp", 9010010)]
    public async Task A_wrong_redemption_is_rejected_and_invalidates_the_code(string name, string? value, int error)
    {
        var code = await Authority.CodeAsync();

        await Authority.RedeemAsync(code, (name, value)).RefusedWithAsync(error, HttpStatusCode.BadRequest);
        await Authority.RedeemAsync(code).RefusedWithAsync(54005, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_application_cannot_redeem_a_code()
    {
        var code = await Authority.CodeAsync();

        await Authority.RedeemAsync(code, ("client_id", EntraIds.WorkstationApp), ("client_secret", EntraIds.WorkstationSecret))
            .RefusedWithAsync(70000, HttpStatusCode.BadRequest);
        await Authority.RedeemAsync(code, ("client_id", EntraIds.WorkstationApp), ("client_secret", "wrong")).RefusedWithAsync(7000215);
        await Authority.RedeemAsync(code, ("client_id", "else")).RefusedWithAsync(700016, HttpStatusCode.BadRequest);
        await Authority.RedeemAsync(code).GrantedAsync();
    }

    [Theory]
    [InlineData("client_secret")]
    [InlineData("client_assertion")]
    public async Task A_public_client_with_a_credential_is_rejected(string field)
    {
        await Authority.RedeemAsync(await Authority.CodeAsync(), (field, "something")).RefusedWithAsync(700025);
    }

    [Fact]
    public async Task An_unknown_code_is_rejected()
    {
        await Authority.RedeemAsync("something").RefusedWithAsync(9002313, HttpStatusCode.BadRequest);
        await Authority.RedeemAsync("").RefusedWithAsync(900144, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_public_client_gets_no_token_of_its_own()
    {
        await backend.AskAsync(("client_id", EntraIds.IdeApp), ("client_assertion", null)).RefusedWithAsync(7000216);
        await backend.AskAsync(("client_id", EntraIds.IdeApp)).RefusedWithAsync(700211);
    }
}
