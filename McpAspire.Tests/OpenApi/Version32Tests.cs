using McpAspire.Tests.Integration;

namespace McpAspire.Tests.OpenApi;

/// <summary>What OpenAPI 3.2 adds: methods, form query strings, shared media types.</summary>
[Trait("Category", "Integration")]
public sealed class Version32Tests
{
    private const string Paths = """
        {"/things":{
          "query":{"operationId":"search",
            "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{"text":{"type":"string"}}}}}},
            "responses":{"200":{"description":"","content":{"application/json":{"$ref":"#/components/mediaTypes/Page"}}}}},
          "additionalOperations":{"COPY":{"operationId":"copy","responses":{"204":{"description":""}}}},
          "get":{"operationId":"filter","parameters":[{"name":"all","in":"querystring","required":true,"content":{
            "application/x-www-form-urlencoded":{"schema":{"type":"object","required":["a"],"properties":{
              "a":{"type":"string"},"b":{"type":"array","items":{"type":"integer"}}}}}}}],
            "responses":{"204":{"description":""}}}}}
        """;

    [Fact]
    public async Task Operations_of_version_32_become_the_requests_that_they_describe()
    {
        await using var server = await ApiServer.StartAsync(
            Paths,
            """{"Tools":{"search":{"Title":"s"},"copy":{"Title":"c"},"filter":{"Title":"f"}}}""",
            """{"mediaTypes":{"Page":{"schema":{"type":"object","properties":{"total":{"type":"integer"}}}}}}""",
            "3.2.0");

        await server.Client.CallAsync("search", """{"text":"x"}""");
        await server.Client.CallAsync("copy", "{}");
        await server.Client.CallAsync("filter", """{"a":"x&y","b":[1,2]}""");
        var missing = await server.Client.CallFailsAsync("filter", "{}");

        Assert.Equal(
            [
                ("QUERY", "/base/things", """{"text":"x"}"""), ("COPY", "/base/things", ""),
                ("GET", "/base/things?a=x%26y&b=1&b=2", ""),
            ],
            server.Api.Calls.Select(static call => (call.Method, call.Target, call.Body)));
        Assert.Equal("a", missing.GetProperty("details").GetProperty("errors")[0].GetProperty("field").GetString());
        var search = await server.ToolAsync("search");
        Assert.True(search.OutputSchema!.Value.GetProperty("properties").TryGetProperty("total", out _));
        Assert.True(search.Annotations!.ReadOnlyHint);
        Assert.False((await server.ToolAsync("copy")).Annotations!.ReadOnlyHint);
    }
}
