using System.Text.Json;
using McpAspire.Tests.Integration;

namespace McpAspire.Tests.OpenApi;

/// <summary>No value of an argument can lead to another path, another host or another header.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class PathSafetyTests(PathSafetyApi server) : IClassFixture<PathSafetyApi>
{
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("%2e%2e")]
    [InlineData(".%2E")]
    [InlineData("%252e%252e")]
    [InlineData("%25252e%25252e")]
    [InlineData("../admin")]
    [InlineData("a/../../admin")]
    [InlineData("..\\admin")]
    [InlineData("..%2fadmin")]
    [InlineData("..%5cadmin")]
    [InlineData("a\u0000b")]
    [InlineData("a\r\nHost: evil")]
    [InlineData("a%0d%0ab")]
    public async Task A_value_that_could_change_the_path_is_refused(string value)
    {
        foreach (var tool in new[] { "get_item", "get_reserved", "get_suffix" })
        {
            var error = await server.Running.Client.CallFailsAsync(tool, JsonSerializer.Serialize(new { id = value }));

            Assert.Equal("VALIDATION_ERROR", error.GetProperty("error").GetString());
            Assert.Equal("id", error.GetProperty("details").GetProperty("errors")[0].GetProperty("field").GetString());
        }

        Assert.Empty(server.Running.Api.Calls);
    }

    [Fact]
    public async Task Two_values_cannot_make_a_parent_of_one_segment()
    {
        await server.Running.Client.CallFailsAsync("get_pair", """{"a":"%2e","b":"."}""");
        await server.Running.Client.CallFailsAsync("get_pair", """{"a":".","b":"."}""");

        Assert.Empty(server.Running.Api.Calls);
    }

    [Theory]
    [InlineData("a\r\nX-Admin: 1")]
    [InlineData("a\nb")]
    [InlineData("é")]
    [InlineData("a\u0000")]
    public async Task A_header_value_is_one_line_of_ASCII(string value)
    {
        await server.Running.Client.CallFailsAsync(
            "get_header", JsonSerializer.Serialize(new Dictionary<string, string> { ["X-Trace"] = value }));

        Assert.Empty(server.Running.Api.Calls);
    }

    [Fact]
    public async Task A_fragment_of_a_template_is_not_sent_and_its_query_is()
    {
        await server.Running.Client.CallAsync("get_fragment", """{"q":"a b"}""");

        Assert.True(server.Running.Api.Calls.TryDequeue(out var call));
        Assert.Equal("/base/shared?fixed=1&q=a%20b", call.Target);
    }

    [Fact]
    public async Task Headers_of_transport_and_identity_are_no_arguments() => Assert.Equal(
        ["X-Trace"],
        (await server.Running.ToolAsync("get_header")).InputSchema.GetProperty("properties").EnumerateObject()
            .Select(static one => one.Name));
}
