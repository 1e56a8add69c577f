using System.Text.Json;
using McpAspire.Client.Commands;
using McpAspire.Client.Connection;
using McpAspire.Tests.Contracts.Target;

namespace McpAspire.Tests.Contracts;

/// <summary>The tools' descriptions of arguments, results and limits.</summary>
[Trait("Category", "Contract")]
[Collection(ContractTargetGroup.Name)]
[Trait("Server", "Program")]
public sealed class ToolSchemaTests(ContractTarget target)
{
    [Fact]
    public async Task Every_schema_is_valid_for_the_published_meta_schema()
    {
        var tools = await target.Client.ListToolsAsync(cancellationToken: Cancellation);

        SchemaCheck.Passes(tools.SelectMany(static tool => new[]
        {
            ($"{tool.Name}, input", tool.JsonSchema, (JsonElement?)null),
            ($"{tool.Name}, output", Assert.NotNull(tool.ReturnJsonSchema), null),
        }));
    }

    [Fact]
    public async Task The_tools_fulfill_the_contract()
    {
        var run = await ContractRun.RunAsync("check", "--server", target.Endpoint.ToString(), "--contract", ContractTarget.ContractPath);

        Assert.True(run.ExitCode == ExitCode.Success, run.Output + run.Error);
    }

    [Fact]
    public async Task Every_tool_has_descriptions_and_rejects_unknown_arguments()
    {
        foreach (var tool in await target.Client.ListToolsAsync(cancellationToken: Cancellation))
        {
            Assert.False(string.IsNullOrWhiteSpace(tool.Title) || string.IsNullOrWhiteSpace(tool.Description), tool.Name);
            Assert.False(tool.JsonSchema.GetProperty("additionalProperties").GetBoolean());
            var output = Assert.NotNull(tool.ReturnJsonSchema);
            foreach (var property in tool.JsonSchema.GetProperty("properties").EnumerateObject()
                .Concat(output.GetProperty("properties").EnumerateObject()))
            {
                Assert.False(
                    string.IsNullOrWhiteSpace(property.Value.GetProperty("description").GetString()), $"{tool.Name}.{property.Name}");
            }
        }
    }

    [Fact]
    public void Every_tool_has_a_deadline_in_the_contract_that_is_shorter_than_the_clients() =>
        Assert.All(
            target.Contract.Tools,
            static tool => Assert.InRange(
                Assert.NotNull(tool.Value.Limits?.DeadlineSeconds), 0.1, new McpConnectionOptions().CallTimeout.TotalSeconds));
}
