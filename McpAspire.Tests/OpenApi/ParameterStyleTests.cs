using McpAspire.Tests.Integration;

namespace McpAspire.Tests.OpenApi;

/// <summary>Arguments arrive at the API as the document says: in which place, and how lists and objects are written.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ParameterStyleTests(ParameterStyleApi server) : IClassFixture<ParameterStyleApi>
{
    private const string Text = """{"type":"string"}""";
    private const string List = """{"type":"array","items":{"type":"string"}}""";
    private const string Map = """{"type":"object","additionalProperties":true}""";

    internal static readonly (string Place, string More, string Schema, string Value, string Expected)[] Rows =
    [
        ("query", "", Text, "\"a b&c=d/é\"", "?p=a%20b%26c%3Dd%2F%C3%A9"),
        ("query", "", """{"type":"integer"}""", "1e1", "?p=10"),
        ("query", "", """{"type":"number"}""", "1.50", "?p=1.50"),
        ("query", "", """{"type":"boolean"}""", "true", "?p=true"),
        ("query", "", List, """["a,b","c"]""", "?p=a%2Cb&p=c"),
        ("query", ",\"explode\":false", List, """["a,b","c"]""", "?p=a%2Cb,c"),
        ("query", ",\"style\":\"spaceDelimited\",\"explode\":false", List, """["a","b"]""", "?p=a%20b"),
        ("query", ",\"style\":\"pipeDelimited\",\"explode\":false", List, """["a","b"]""", "?p=a%7Cb"),
        ("query", "", Map, """{"r":1,"g":"x y"}""", "?r=1&g=x%20y"),
        ("query", ",\"explode\":false", Map, """{"r":1,"g":2}""", "?p=r,1,g,2"),
        ("query", ",\"style\":\"deepObject\",\"explode\":true", Map, """{"r":1,"g":{"h":["x"]}}""", "?p%5Br%5D=1&p%5Bg%5D%5Bh%5D%5B0%5D=x"),
        ("query", ",\"allowReserved\":true", Text, "\"/a:b?c#d&e%f\"", "?p=/a:b?c%23d%26e%25f"),
        ("query", "JSON", Map, """{"a":[1]}""", "?p=%7B%22a%22%3A%5B1%5D%7D"),
        ("path", "", Text, "\"a b/c?d#e%f\\\\g\"", "/a%20b%2Fc%3Fd%23e%25f%5Cg"),
        ("path", ",\"allowReserved\":true", Text, "\"a:b/c?d#e%f\"", "/a:b%2Fc%3Fd%23e%25f"),
        ("path", "", List, """["a","b,c"]""", "/a,b%2Cc"),
        ("path", "", Map, """{"r":1,"g":2}""", "/r,1,g,2"),
        ("path", ",\"explode\":true", Map, """{"r":1,"g":2}""", "/r=1,g=2"),
        ("path", ",\"style\":\"label\"", List, """["a","b"]""", "/.a,b"),
        ("path", ",\"style\":\"label\",\"explode\":true", List, """["a","b"]""", "/.a.b"),
        ("path", ",\"style\":\"matrix\"", Text, "\"a\"", "/;p=a"),
        ("path", ",\"style\":\"matrix\"", List, """["a","b"]""", "/;p=a,b"),
        ("path", ",\"style\":\"matrix\",\"explode\":true", List, """["a","b"]""", "/;p=a;p=b"),
        ("path", ",\"style\":\"matrix\",\"explode\":true", Map, """{"r":1,"g":2}""", "/;r=1;g=2"),
        ("header", "", Text, "\"a b, c\"", "a b, c"),
        ("header", "", List, """["a","b"]""", "a,b"),
        ("header", "", Map, """{"r":1,"g":2}""", "r,1,g,2"),
        ("header", ",\"explode\":true", Map, """{"r":1,"g":2}""", "r=1,g=2"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Rows.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_parameter_is_written_in_its_style(int number)
    {
        var (place, _, _, value, expected) = Rows[number];

        await server.Running.Client.CallOkAsync($"op{number}", $$"""{"p":{{value}}}""");

        var call = server.Running.Api.Calls.Last();
        var prefix = $"/base/op{number}";
        Assert.StartsWith(prefix, call.Target, StringComparison.Ordinal);
        Assert.Equal(expected, place is "header" ? call.Headers["p"] : call.Target[prefix.Length..]);
    }
}
