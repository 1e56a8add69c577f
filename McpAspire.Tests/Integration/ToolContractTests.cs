using McpAspire.Tests.Fixtures;

namespace McpAspire.Tests.Integration;

/// <summary>What every tool has to have; which tools there are, and what they promise, is in McpAspire.Server/contract.json.</summary>
[Trait("Category", "Contract")]
public sealed class ToolContractTests(ServerFixture server) : IClassFixture<ServerFixture>
{
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
    public void Introduces_itself_by_name_and_version()
    {
        Assert.Equal("service-mcp-server", server.Client.ServerInfo?.Name);
        Assert.Equal("1.0.0", server.Client.ServerInfo?.Version);
    }
}
