using System.Net;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class RefreshTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    private const string Offline = $"{SignIn.Scope} offline_access";

    private HttpClient Authority => backend.Authority;

    [Fact]
    public async Task Only_offline_access_returns_a_refresh_token()
    {
        Assert.NotNull((await Authority.TokensAsync(Offline))["refresh_token"]);
        Assert.Null((await Authority.TokensAsync(SignIn.Scope))["refresh_token"]);
    }

    [Fact]
    public async Task A_refresh_returns_a_new_refresh_token_and_the_old_one_stays_valid()
    {
        var first = (string)(await Authority.TokensAsync(Offline))["refresh_token"]!;
        var answer = await Authority.RefreshAsync(first, ("resource", "http://localhost:3333/mcp")).GrantedAsync();
        var second = (string)answer["refresh_token"]!;

        Assert.NotEqual(first, second);
        Assert.Equal("Tickets.Read", (string?)TokenParts.Claims((string)answer["access_token"]!)["scp"]);
        await Authority.RefreshAsync(second).GrantedAsync();
        await Authority.RefreshAsync(first).GrantedAsync();
    }

    [Fact]
    public async Task A_refresh_can_request_every_scope_with_consent()
    {
        var token = (string)(await Authority.TokensAsync(Offline))["refresh_token"]!;
        var answer = await Authority.RefreshAsync(token, ("scope", "api://mcp-server/Data.Read")).GrantedAsync();

        Assert.Equal("Data.Read", (string?)TokenParts.Claims((string)answer["access_token"]!)["scp"]);
        Assert.NotNull(answer["refresh_token"]);
        await Authority.RefreshAsync(token, ("scope", "api://mcp-backend/.default")).RefusedWithAsync(65001, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_wrong_refresh_is_rejected()
    {
        var token = (string)(await Authority.TokensAsync(Offline))["refresh_token"]!;

        await Authority.RefreshAsync("something").RefusedWithAsync(9002313, HttpStatusCode.BadRequest);
        await Authority.RefreshAsync("").RefusedWithAsync(900144, HttpStatusCode.BadRequest);
        await Authority.RefreshAsync(token, ("resource", "https://mcp.example.test/mcp")).RefusedWithAsync(
            9010010, HttpStatusCode.BadRequest);
        await Authority.RefreshAsync(token, ("client_secret", "something")).RefusedWithAsync(700025);
        await Authority.RefreshAsync(token, ("client_id", EntraIds.WorkstationApp), ("client_secret", EntraIds.WorkstationSecret))
            .RefusedWithAsync(70000, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_code_is_rejected_as_a_refresh_token()
    {
        await Authority.RefreshAsync(await Authority.CodeAsync()).RefusedWithAsync(9002313, HttpStatusCode.BadRequest);
    }
}
