using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using McpAspire.Client.Commands;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Tools;
using McpAspire.Tests.Client;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Contracts;

/// <summary>The committed contracts of the server and the client.</summary>
[Trait("Category", "Contract")]
[Trait("Server", "Program")]
public sealed class CommittedContractTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string ServerContract = Repository.PathOf("McpAspire.Server", "contract.json");

    private static readonly string ClientContract = Repository.PathOf("McpAspire.Client", "contract.json");

    /// <summary>The result types of the typed client, by tool.</summary>
    private static readonly Dictionary<string, JsonTypeInfo> Results = new(StringComparer.Ordinal)
    {
        [ToolNames.GetUserProfile] = ClientJsonContext.Default.UserProfile,
        [ToolNames.ListUsers] = ClientJsonContext.Default.PageUserProfile,
        [ToolNames.CreateTicket] = ClientJsonContext.Default.Ticket,
        [ToolNames.ListTickets] = ClientJsonContext.Default.PageTicket,
        [ToolNames.QueryData] = ClientJsonContext.Default.DatasetRows,
    };

    [Fact]
    public async Task The_server_offers_what_its_contract_promises()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Assert.Equal(
                ExitCode.Success,
                (await ContractRun.RunAsync("approve", "--server", server.Endpoint.ToString(), "--contract", path)).ExitCode);
            await ApprovedFile.MatchesAsync(ServerContract, await File.ReadAllTextAsync(path, Cancellation));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task The_server_fulfills_the_contract_of_the_client()
    {
        var run = await ContractRun.RunAsync("check", "--server", server.Endpoint.ToString(), "--contract", ClientContract, "--strict");

        Assert.True(run.ExitCode == ExitCode.Success, run.Output + run.Error);
    }

    [Fact]
    public async Task The_client_contract_is_in_canonical_form()
    {
        var contract = await ContractFile.ReadAsync(ClientContract, Cancellation);

        await ApprovedFile.MatchesAsync(ClientContract, ContractFile.Write(contract));
    }

    [Fact]
    public async Task The_client_contract_has_the_properties_that_the_client_reads()
    {
        var contract = await ContractFile.ReadAsync(ClientContract, Cancellation);

        Assert.Equal(Results.Keys.Order(StringComparer.Ordinal), contract.Tools.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tool) in contract.Tools)
        {
            Agrees(name, tool.OutputSchema!.Value, Results[name]);
        }
    }

    [Fact]
    public async Task The_client_contract_has_the_arguments_that_the_client_sends()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri(fake.Address, "/mcp") }), cancellationToken: Cancellation);
        var tools = new ToolClient((call, cancellation) => client.CallToolAsync(call, cancellation).AsTask());
        await tools.GetUserProfileAsync("u-1", includeDetails: true, Cancellation);
        await tools.ListUsersAsync(cancellationToken: Cancellation);
        await tools.CreateTicketAsync("Title", "Description.", TicketPriority.High, "u-1", "key", Cancellation);
        await tools.ListTicketsAsync(TicketStatus.Open, cancellationToken: Cancellation);
        await tools.QueryDataAsync("users", new Dictionary<string, JsonElement>(), cancellationToken: Cancellation);

        var contract = await ContractFile.ReadAsync(ClientContract, Cancellation);
        var sent = fake.Calls.ToDictionary(
            static call => call.Tool,
            static call => call.Arguments.EnumerateObject().Select(static argument => argument.Name).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

        Assert.Equal(contract.Tools.Count, sent.Count);
        Assert.All(sent, call => Assert.Equal(Names(contract.Tools[call.Key].InputSchema), call.Value));
    }

    private static void Agrees(string where, JsonElement schema, JsonTypeInfo type)
    {
        Assert.Equal(type.Properties.Select(static property => property.Name).Order(StringComparer.Ordinal), Names(schema));
        Assert.Equal(
            type.Properties.Where(static property => property.IsRequired).Select(static property => property.Name).Order(
                StringComparer.Ordinal),
            schema.GetProperty("required").EnumerateArray().Select(static name => name.GetString()!).Order(StringComparer.Ordinal));
        foreach (var property in type.Properties)
        {
            var (part, path) = (schema.GetProperty("properties").GetProperty(property.Name), $"{where}.{property.Name}");
            var read = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (read.IsEnum)
            {
                var names = Enum.GetValues(read)
                    .Cast<object>()
                    .Select(value => JsonSerializer.Serialize(value, read, ClientJsonContext.Default))
                    .Order(StringComparer.Ordinal);
                Assert.True(
                    names.SequenceEqual(
                        part.GetProperty("enum").EnumerateArray().Select(static value => value.GetRawText()).Order(StringComparer.Ordinal)),
                    path);
            }
            else if (property.Name == "items")
            {
                Agrees(path, part.GetProperty("items"), ClientJsonContext.Default.GetTypeInfo(read.GetGenericArguments()[0])!);
            }
        }
    }

    private static IEnumerable<string> Names(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name).Order(StringComparer.Ordinal);
}
