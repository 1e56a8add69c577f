using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Entra;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Client;

/// <summary>The client's token for an MCP server, issued by the local Entra ID.</summary>
[Trait("Category", "Integration")]
public sealed class AccessTokenTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    // The variables that the workload identity webhook of AKS always injects.
    private static readonly (string, string)[] Webhook =
    [
        ("AZURE_TENANT_ID", EntraIds.Tenant),
        ("AZURE_CLIENT_ID", EntraIds.ClientApp),
        ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(AppContext.BaseDirectory, "no-such-file")),
        ("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/"),
    ];

    private (string, string)[] Local =>
    [
        .. Webhook,
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(backend.Entra.Directory, "mcp-client", "azure-identity-token")),
        ("AZURE_AUTHORITY_HOST", backend.Entra.Addresses.Host.ToString()),
        ("AZURE_AUTHORITY_CA_FILE", backend.Entra.CaFile),
        ("AZURE_SCOPES", "api://mcp-server/.default"),
    ];

    [Fact]
    public async Task Calls_the_server_with_its_token()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), Local);

        await client.Log.WaitForAsync("query_data:");

        var token = Assert.Single(server.Authorizations.Distinct())!["Bearer ".Length..];
        Assert.Equal(
            (EntraIds.ServerResource, EntraIds.ClientApp),
            ((string?)TokenParts.Claims(token)["aud"], (string?)TokenParts.Claims(token)["azp"]));
        await client.UntilAsync("/health/ready", 200);
        Assert.DoesNotContain(client.Log.All, line => line.Message.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_the_server_by_service_discovery_with_its_token()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(
            "https+http://mcp-server", [.. Local, ("services:mcp-server:http:0", server.Address.ToString())]);

        await client.Log.WaitForAsync("query_data:");

        Assert.StartsWith("Bearer ", Assert.Single(server.Authorizations.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renews_a_token_that_the_server_does_not_accept()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        string? rejected = null;
        server.Refuses = (context, token) => token == (rejected ??= token) && Answers(context, StatusCodes.Status401Unauthorized);
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), Local);

        await client.Log.WaitForAsync("query_data:");

        Assert.Equal(2, server.Authorizations.Distinct().Count());
        Assert.Equal(1, server.Authorizations.Count(token => token == rejected));
        Assert.DoesNotContain(client.Log.All, line => line.Message.StartsWith("Not connected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sends_no_token_to_another_host()
    {
        await using var elsewhere = await FakeMcpServer.StartOfContractAsync();
        elsewhere.Refuses = static (context, _) => Answers(context, StatusCodes.Status401Unauthorized);
        await using var server = await FakeMcpServer.StartOfContractAsync();
        server.Refuses = (context, _) =>
        {
            context.Response.Headers.Location = new Uri(elsewhere.Address, "/mcp").ToString();
            return Answers(context, StatusCodes.Status307TemporaryRedirect);
        };
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), Local);

        var line = await client.Log.WaitForAsync("Not connected");

        Assert.Contains(
            $": HTTP 307, a redirect to {elsewhere.Address}mcp, which is not followed.", line.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Authorizations);
    }

    [Fact]
    public async Task Logs_the_error_code_of_a_missing_token()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(
            server.Address.ToString(), [.. Local, ("AZURE_CLIENT_ID", Guid.Empty.ToString())]);

        var line = await client.Log.WaitForAsync("Not connected");

        Assert.Contains(": Azure token acquisition failed: AADSTS700016. Retrying", line.Message, StringComparison.Ordinal);
        Assert.Null(line.Exception);
        await client.UntilAsync("/health/ready", 503);
        Assert.Empty(server.Authorizations);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Calls_without_a_token_without_a_scope(string environment)
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(
            server.Address.ToString(), [.. Webhook, ("ASPNETCORE_ENVIRONMENT", environment)]);

        await client.Log.WaitForAsync("query_data:");

        Assert.Null(Assert.Single(server.Authorizations.Distinct()));
        await client.UntilAsync("/health/ready", 200);
    }

    [Fact]
    public async Task Warns_of_a_token_over_plain_http_in_Production()
    {
        await using var client = new ClientHost("http://mcp-server", Production("api://mcp-server/.default"));

        Assert.Equal("http://mcp-server/mcp", client.Connector.Endpoint.ToString());
        Assert.StartsWith(
            "The access token is sent to http://mcp-server/mcp over plain http",
            Assert.Single(client.Log.All, line => line.Level == LogLevel.Warning).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8000", "api://mcp-server/.default")]
    [InlineData("https://mcp-server", "api://mcp-server/.default")]
    [InlineData("http://mcp-server", "")]
    public async Task Does_not_warn_where_no_token_can_be_intercepted(string server, string scopes)
    {
        await using var client = new ClientHost(server, Production(scopes));

        Assert.NotNull(client.Connector);
        Assert.DoesNotContain(client.Log.All, line => line.Level == LogLevel.Warning);
    }

    [Theory]
    [InlineData(
        "AZURE_CLIENT_SECRET", "s", "AZURE_CLIENT_SECRET (Identity:ClientSecret) must not be used in Production: use workload identity.")]
    [InlineData(
        "AZURE_AUTHORITY_CA_FILE",
        "ca.pem",
        "AZURE_AUTHORITY_CA_FILE (Identity:AuthorityCaFile) must be used in Development only; it is 'ca.pem'.")]
    [InlineData(
        "AZURE_SCOPES",
        "api://mcp-server/.default",
        "AZURE_FEDERATED_TOKEN_FILE (Identity:FederatedTokenFile) is required in Production: only workload identity provides a token "
            + "there; "
            + "it is not set.")]
    public async Task Keeps_the_rules_of_Production(string name, string value, string message)
    {
        await using var client = new ClientHost("http://localhost:8000", ("ASPNETCORE_ENVIRONMENT", "Production"), (name, value));

        Assert.Equal([message], Assert.Throws<OptionsValidationException>(client.ValidateSettings).Failures);
    }

    private static bool Answers(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return true;
    }

    private (string, string)[] Production(string scopes) =>
        [.. Local, ("AZURE_AUTHORITY_CA_FILE", string.Empty), ("ASPNETCORE_ENVIRONMENT", "Production"), ("AZURE_SCOPES", scopes)];
}
