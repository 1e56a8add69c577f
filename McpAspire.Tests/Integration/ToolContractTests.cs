using System.Text.Json;
using McpAspire.Tests.Fixtures;

namespace McpAspire.Tests.Integration;

[Trait("Category", "Integration")]
public sealed class ToolContractTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Lists_exactly_the_five_tools()
    {
        var tools = await server.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["create_ticket", "get_user_profile", "list_tickets", "list_users", "query_data"], tools.Select(tool => tool.Name).Order());
    }

    [Fact]
    public async Task Every_tool_explains_itself_and_closes_its_arguments()
    {
        foreach (var tool in await server.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.False(string.IsNullOrWhiteSpace(tool.Title) || string.IsNullOrWhiteSpace(tool.Description), tool.Name);
            Assert.False(tool.JsonSchema.GetProperty("additionalProperties").GetBoolean());
            var output = Assert.NotNull(tool.ReturnJsonSchema);
            foreach (var property in tool.JsonSchema.GetProperty("properties").EnumerateObject().Concat(output.GetProperty("properties").EnumerateObject()))
            {
                Assert.False(string.IsNullOrWhiteSpace(property.Value.GetProperty("description").GetString()), $"{tool.Name}.{property.Name}");
            }
        }
    }

    [Fact]
    public async Task Says_which_tools_only_read()
    {
        foreach (var tool in await server.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Equal(tool.Name != "create_ticket", tool.ProtocolTool.Annotations?.ReadOnlyHint);
            Assert.False(tool.ProtocolTool.Annotations?.OpenWorldHint);
        }
    }

    [Theory]
    [InlineData("get_user_profile", """["id","name","email","created_at"]""")]
    [InlineData("list_users", """["total","items","skip","limit","has_more","truncated"]""")]
    [InlineData("create_ticket", """["id","title","description","priority","status","created_at","updated_at"]""")]
    [InlineData("list_tickets", """["total","items","skip","limit","has_more","truncated"]""")]
    [InlineData("query_data", """["dataset","rows","data","total","skip","limit","has_more","truncated"]""")]
    public async Task Promises_what_every_result_has(string name, string required)
    {
        var tools = await server.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        var output = Assert.NotNull(tools.Single(tool => tool.Name == name).ReturnJsonSchema);
        Assert.Equal(JsonSerializer.Deserialize<string[]>(required), output.GetProperty("required").EnumerateArray().Select(member => member.GetString()));
    }

    [Fact]
    public async Task Every_tool_names_its_error_codes_and_limits()
    {
        foreach (var tool in await server.Client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Equal(
                """{"mcpaspire/errors":["AUTHENTICATION_ERROR","INTERNAL_ERROR","SERVICE_ERROR","TIMEOUT_ERROR","VALIDATION_ERROR"],"mcpaspire/limits":{"deadline_seconds":15,"result_bytes":262144}}""",
                tool.ProtocolTool.Meta?.ToJsonString());
        }
    }

    [Fact]
    public void Introduces_itself_by_name_and_version()
    {
        Assert.Equal("service-mcp-server", server.Client.ServerInfo?.Name);
        Assert.Equal("1.0.0", server.Client.ServerInfo?.Version);
    }
}
