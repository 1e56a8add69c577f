using System.Text.Json;
using McpAspire.Tests.Contracts.Target;

namespace McpAspire.Tests.Contracts;

/// <summary>The list of tools.</summary>
[Trait("Category", "Contract")]
[Collection(ContractTargetGroup.Name)]
[Trait("Server", "Program")]
public sealed class ToolDiscoveryTests(ContractTarget target)
{
    [Fact]
    public async Task The_tools_are_exactly_those_of_the_contract()
    {
        var tools = await target.Client.ListToolsAsync(cancellationToken: Cancellation);

        Assert.Equal(
            target.Contract.Tools.Keys.Order(StringComparer.Ordinal), tools.Select(static tool => tool.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_plain_list_has_the_same_tools()
    {
        var text = await target.Http.GetStringAsync(new Uri(target.Endpoint, "/tools"), Cancellation);

        var names = JsonElement.Parse(text).GetProperty("tools").EnumerateArray().Select(
            static tool => tool.GetProperty("name").GetString());
        Assert.Equal(target.Contract.Tools.Keys.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_server_introduces_itself_by_the_name_of_the_contract_and_a_version()
    {
        Assert.Equal(target.Contract.Server, target.Client.ServerInfo?.Name);
        Assert.Matches(@"^\d+\.\d+\.\d+$", target.Client.ServerInfo?.Version);
    }
}
