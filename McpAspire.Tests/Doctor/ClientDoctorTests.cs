using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Client;

namespace McpAspire.Tests.Doctor;

/// <summary><c>doctor</c> of the client, which calls an MCP server with its token.</summary>
[Trait("Category", "Integration")]
public sealed class ClientDoctorTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    [Fact]
    public async Task Passes_when_the_server_accepts_the_token()
    {
        await using var server = await FakeMcpServer.StartAsync();

        var doctor = await RunAsync(server.Address);

        Assert.Equal(
            [
                "settings pass", "credential pass", "token_file pass", "assertion pass", "authority pass", "clock pass", "token pass",
                "token_claims pass", "server pass",
            ],
            doctor.States);
        Assert.Equal((0, string.Empty), (doctor.ExitCode, doctor.Error));
        Assert.StartsWith($"{server.Address}mcp: fake 9.8.7, protocol ", doctor.FoundBy("server"), StringComparison.Ordinal);
        Assert.All(server.Authorizations, token => Assert.StartsWith("Bearer ", token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Passes_without_a_token_without_a_scope()
    {
        await using var server = await FakeMcpServer.StartAsync();

        var doctor = await RunAsync(server.Address, ("AZURE_SCOPES", string.Empty));

        Assert.Equal(
            [
                "settings pass", "credential pass", "token_file skipped", "assertion skipped", "authority skipped", "clock skipped",
                "token skipped", "token_claims skipped", "server pass",
            ],
            doctor.States);
        Assert.Equal(0, doctor.ExitCode);
    }

    [Fact]
    public async Task Warns_of_tools_that_the_server_does_not_list()
    {
        await using var server = await FakeMcpServer.StartAsync();
        server.Answers.Remove("list_tickets");

        var doctor = await RunAsync(server.Address);

        Assert.Equal((0, "warning"), (doctor.ExitCode, (string?)doctor.Checks["server"]["state"]));
        Assert.StartsWith("The server does not list list_tickets.", (string?)doctor.Checks["server"]["fix"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "Bearer error=\"invalid_token\"", "HTTP 401: the server does not accept the token")]
    [InlineData(403, "Bearer error=\"insufficient_scope\", scope=\"Tickets.Write\"", "HTTP 403: the app role Tickets.Write is missing")]
    [InlineData(
        403,
        "Bearer scope=\"api://mcp-server/Tickets.Write\", error=\"insufficient_scope\"",
        "HTTP 403: the app role Tickets.Write is missing")]
    [InlineData(403, "", "HTTP 403: the server does not permit this request")]
    [InlineData(503, "", "HTTP 503: the server is overloaded or failing")]
    public async Task Explains_the_response_of_the_server(int status, string challenge, string found)
    {
        await using var server = await FakeMcpServer.StartAsync();
        server.Refuses = (context, _) =>
        {
            (context.Response.StatusCode, context.Response.Headers.WWWAuthenticate) = (status, challenge);
            return true;
        };

        var doctor = await RunAsync(server.Address);

        Assert.Equal((1, $"{server.Address}mcp: {found}"), (doctor.ExitCode, doctor.FoundBy("server")));
        Assert.NotNull(doctor.Checks["server"]["fix"]);
    }

    [Fact]
    public async Task Reports_an_unreachable_server()
    {
        var doctor = await RunAsync(new("http://127.0.0.1:1"));

        Assert.Equal((1, "http://127.0.0.1:1/mcp: no service responds at this address"), (doctor.ExitCode, doctor.FoundBy("server")));
    }

    private Task<DoctorProcess> RunAsync(Uri server, params (string, string)[] changes) => DoctorProcess.RunAsync(
        "McpAspire.Client",
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("MCP_SERVER_URL", server.ToString()),
            ("AZURE_TENANT_ID", EntraIds.Tenant),
            ("AZURE_CLIENT_ID", EntraIds.ClientApp),
            ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(backend.Entra.Directory, "mcp-client", "azure-identity-token")),
            ("AZURE_AUTHORITY_HOST", backend.Entra.Addresses.Host.ToString()),
            ("AZURE_AUTHORITY_CA_FILE", backend.Entra.CaFile),
            ("AZURE_SCOPES", "api://mcp-server/.default"),
            .. changes,
        ],
        "--json");
}
