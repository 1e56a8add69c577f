using System.Text.Json;
using McpAspire.Tests.Integration;

namespace McpAspire.Tests.OpenApi;

/// <summary>Schemas that refer to themselves are enforced at each level, and no argument takes the server's stack or time.</summary>
[Trait("Category", "Integration")]
public sealed class RecursionTests
{
    private const string Tree = """
        {"type":"object","properties":{"name":{"type":"string"},
        "children":{"type":"array","items":{"$ref":"#/components/schemas/Node"}}}}
        """;

    private static string Paths(string schema) => """
        {"/things":{"post":{"operationId":"change",
        "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{"thing":SCHEMA}}}}},
        "responses":{"200":{"description":"","content":{"application/json":{"schema":SCHEMA}}}}}}}
        """.Replace("SCHEMA", schema, StringComparison.Ordinal);

    private static string Reference(string name) => $$"""{"$ref":"#/components/schemas/{{name}}"}""";

    [Fact]
    public async Task A_tree_is_checked_at_every_level_of_arguments_and_of_responses()
    {
        await using var server = await ApiServer.StartAsync(
            Paths(Reference("Node")), """{"Strict":true}""", $$"""{"schemas":{"Node":{{Tree}} } }""");
        server.Api.Respond = context => StubApi.Json(context, server.Api.Calls.Count == 1
            ? """{"name":"a","children":[{"children":[{"name":"c"}]}]}"""
            : """{"name":"a","children":[{"children":[{"name":3}]}]}""");

        var content = await server.Client.CallOkAsync("change", """{"thing":{"name":"a","children":[{"children":[{"name":"c"}]}]}}""");
        var drift = await server.Client.CallFailsAsync("change", "{}");
        var wrong = await server.Client.CallFailsAsync("change", """{"thing":{"children":[{"children":[{"name":3}]}]}}""");

        Assert.Equal("c", content.GetProperty("children")[0].GetProperty("children")[0].GetProperty("name").GetString());
        Assert.Equal("bad_response", drift.GetProperty("details").GetProperty("reason").GetString());
        Assert.Equal("thing.children.0.children.0.name type", FirstError(wrong));
        Assert.Equal(2, server.Api.Calls.Count);
    }

    [Fact]
    public async Task Alternatives_that_extend_their_base_are_served()
    {
        await using var server = await ApiServer.StartAsync(
            Paths("""{"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}]}"""),
            components: """
                {"schemas":{
                  "Pet":{"type":"object","required":["kind"],
                    "properties":{"kind":{"type":"string"},"mother":{"$ref":"#/components/schemas/Pet"}},
                    "discriminator":{"propertyName":"kind","mapping":{"cat":"#/components/schemas/Cat","dog":"#/components/schemas/Dog"}}},
                  "Cat":{"allOf":[{"$ref":"#/components/schemas/Pet"},{"properties":{"kind":{"const":"cat"}}}]},
                  "Dog":{"allOf":[{"$ref":"#/components/schemas/Pet"},{"properties":{"kind":{"const":"dog"}}}]}}}
                """);

        await server.Client.CallOkAsync("change", """{"thing":{"kind":"cat","mother":{"kind":"x"}}}""");
        var wrong = await server.Client.CallFailsAsync("change", """{"thing":{"kind":"cow"}}""");

        Assert.Equal("thing.kind oneOf", FirstError(wrong));
        Assert.Single(server.Api.Calls);
    }

    [Fact]
    public async Task An_argument_that_would_take_all_of_the_stack_is_refused()
    {
        var schemas = Enumerable.Range(0, 60).Select(static index =>
            $$"""{"allOf":[{{Reference($"R{index + 1}")}}],"properties":{"n":{{Reference("R0")}},"z":{{Reference($"R{index}")}} } }""");
        await using var server = await ApiServer.StartAsync(
            Paths(Reference("R0")),
            components: """{"schemas":{"R60":{"type":"object"},"""
                + string.Join(',', schemas.Select(static (schema, index) => $"\"R{index}\":{schema}")) + "}}");

        var error = await server.Client.CallFailsAsync("change", Thing("n", 50));

        Assert.Equal("arguments depth", FirstError(error));
        Assert.Empty(server.Api.Calls);
    }

    [Fact]
    public async Task An_argument_that_doubles_the_work_with_each_level_is_refused()
    {
        await using var server = await ApiServer.StartAsync(
            Paths(Reference("E")),
            components: """
                {"schemas":{"E":{"oneOf":[
                  {"type":"object","required":["and"],"properties":{"and":{"$ref":"#/components/schemas/E"}}},
                  {"type":"object","required":["or"],"properties":{"and":{"$ref":"#/components/schemas/E"}}},
                  {"type":"string"}]}}}
                """);

        var shallow = await server.Client.CallAsync("change", Thing("and", 3));
        var error = await server.Client.CallFailsAsync("change", Thing("and", 50));

        Assert.False(shallow.IsError ?? false);
        Assert.Equal("arguments depth", FirstError(error));
        Assert.Single(server.Api.Calls);
    }

    private static string FirstError(JsonElement error)
    {
        var first = error.GetProperty("details").GetProperty("errors")[0];
        return $"{first.GetProperty("field").GetString()} {first.GetProperty("rule").GetString()}";
    }

    private static string Thing(string member, int levels) =>
        """{"thing":""" + string.Concat(Enumerable.Repeat($$"""{"{{member}}":""", levels)) + "\"x\"" + new string('}', levels + 1);
}
