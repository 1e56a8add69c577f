using Azure.Identity;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class TokenExchangeTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    [Fact]
    public async Task Workload_identity_gets_a_token_with_the_roles_of_its_app()
    {
        var token = await backend.WorkloadIdentity().GetTokenAsync(new(["api://mcp-backend/.default"]), Cancellation);

        var claims = TokenParts.Claims(token.Token);
        Assert.Equal(EntraIds.BackendResource, (string?)claims["aud"]);
        Assert.Equal(backend.Entra.Addresses.Issuer, (string?)claims["iss"]);
        Assert.Equal(EntraIds.ServerApp, (string?)claims["azp"]);
        Assert.Equal("cccccccc-0000-0000-0000-000000000001", (string?)claims["oid"]);
        Assert.Equal(EntraIds.Tenant, (string?)claims["tid"]);
        Assert.Equal("app", (string?)claims["idtyp"]);
        Assert.Equal("2.0", (string?)claims["ver"]);
        Assert.Equal(
            ["Users.Read", "Tickets.Read", "Tickets.Write", "Data.Read"],
            claims["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal((long)claims["exp"]!, token.ExpiresOn.ToUnixTimeSeconds(), 5L);
    }

    [Fact]
    public async Task The_client_gets_a_token_for_the_server()
    {
        var token = await backend.WorkloadIdentity(EntraIds.ClientApp, "mcp-client").GetTokenAsync(
            new(["api://mcp-server/.default"]),
            Cancellation);

        Assert.Equal(EntraIds.ServerResource, (string?)TokenParts.Claims(token.Token)["aud"]);
    }

    [Fact]
    public async Task A_client_secret_gets_a_token()
    {
        var token = await backend.Secret().GetTokenAsync(new(["api://mcp-backend/.default"]), Cancellation);

        Assert.Equal(["Users.Read", "Tickets.Read"], TokenParts.Claims(token.Token)["roles"]!.AsArray().Select(role => (string?)role));
    }

    [Fact]
    public async Task The_reason_of_a_refusal_reaches_the_caller_of_Azure_Identity()
    {
        var wrongAccount = await Assert.ThrowsAsync<AuthenticationFailedException>(async () =>
            await backend.WorkloadIdentity(EntraIds.ServerApp, "mcp-client").GetTokenAsync(
                new(["api://mcp-backend/.default"]),
                Cancellation));
        var wrongSecret = await Assert.ThrowsAsync<AuthenticationFailedException>(async () =>
            await backend.Secret("wrong").GetTokenAsync(new(["api://mcp-backend/.default"]), Cancellation));

        Assert.Contains("AADSTS700213", wrongAccount.ToString(), StringComparison.Ordinal);
        Assert.Contains("AADSTS7000215", wrongSecret.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_owner_can_read_token_and_certificate_files()
    {
        Assert.StartsWith(
            "-----BEGIN CERTIFICATE-----",
            await File.ReadAllTextAsync(backend.Entra.CaFile, Cancellation),
            StringComparison.Ordinal);
        foreach (var account in (string[])["mcp-server", "mcp-client"])
        {
            var path = Path.Combine(backend.Entra.Directory, account, "azure-identity-token");
            var claims = TokenParts.Claims(await File.ReadAllTextAsync(path, Cancellation));
            Assert.Equal($"system:serviceaccount:mcp-system:{account}", (string?)claims["sub"]);
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }
}
