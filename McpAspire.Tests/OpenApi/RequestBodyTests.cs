using McpAspire.Tests.Integration;

namespace McpAspire.Tests.OpenApi;

/// <summary>Bodies, fixed and hidden parameters, and arguments of one name.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class RequestBodyTests
{
    private static string Post(string parameters, string content) => """
        {"/things/{id}":{"post":{"operationId":"change",
        "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}PARAMETERS],
        "requestBody":{"required":true,"content":CONTENT},"responses":{"204":{"description":""}}}}}
        """.Replace("PARAMETERS", parameters, StringComparison.Ordinal).Replace("CONTENT", content, StringComparison.Ordinal);

    [Fact]
    public async Task Members_of_a_JSON_body_are_arguments()
    {
        await using var server = await ApiServer.StartAsync(
            Post("", """{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}"""),
            components: """
                {"schemas":{
                  "Base":{"type":"object","required":["id","kind","made"],"properties":{
                    "id":{"type":"string"},"kind":{"enum":["a","b"]},"made":{"type":"string","readOnly":true}}},
                  "Thing":{"allOf":[{"$ref":"#/components/schemas/Base"},{"type":"object","properties":{
                    "tags":{"type":"array","items":{"type":"string"}},
                    "parent":{"$ref":"#/components/schemas/Node"},
                    "note":{"type":["string","null"]}}}]},
                  "Node":{"type":"object","properties":{"name":{"type":"string"},"parent":{"$ref":"#/components/schemas/Node"}}}}}
                """);

        var result = await server.Client.CallAsync(
            "change",
            """{"path_id":7.0,"body_id":"x","kind":"a","tags":["é","\"<"],"parent":{"name":"n","parent":{"name":"m"}},"note":null}""");

        Assert.False(result.IsError ?? false);
        var call = Assert.Single(server.Api.Calls);
        Assert.Equal(("POST", "/base/things/7", "application/json"), (call.Method, call.Target, call.Headers["Content-Type"]));
        Assert.Equal(
            """{"id":"x","kind":"a","tags":["\u00E9","\u0022\u003C"],"parent":{"name":"n","parent":{"name":"m"}},"note":null}""",
            call.Body);
        Assert.Equal($"{call.Body.Length}", call.Headers["Content-Length"]);
        var schema = (await server.ToolAsync("change")).InputSchema;
        Assert.Equal(
            """{"path_id":{"type":"integer"},"body_id":{"type":"string"},"kind":{"enum":["a","b"]}"""
                + ""","tags":{"type":"array","items":{"type":"string"}},"parent":{"$ref":"#/$defs/Node"}"""
                + ""","note":{"type":["null","string"]}}""",
            System.Text.Json.JsonSerializer.Serialize(schema.GetProperty("properties")));
        Assert.Equal("""["path_id","body_id","kind"]""", schema.GetProperty("required").GetRawText());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "[1,2]")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"object"}]}""", "\"x\"")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"a":1}""")]
    [InlineData("""{"type":"integer","oneOf":[{"const":1},{"const":2}]}""", "2")]
    public async Task A_body_that_is_no_list_of_members_is_one_argument(string schema, string value)
    {
        await using var server = await ApiServer.StartAsync(Post("", $$"""{"application/json":{"schema":{{schema}} } }"""));

        await server.Client.CallAsync("change", $$"""{"id":1,"body":{{value}}}""");

        Assert.Equal(value, Assert.Single(server.Api.Calls).Body);
    }

    [Fact]
    public async Task A_form_is_written_with_its_encodings()
    {
        await using var server = await ApiServer.StartAsync(Post("",
            """
            {"application/x-www-form-urlencoded":{"schema":{"type":"object","properties":{
            "name":{"type":"string"},
            "tags":{"type":"array","items":{"type":"string"}},
            "expand":{"type":"array","items":{"type":"string"}},"meta":{"type":"object"},"deep":{"type":"object"}}},
            "encoding":{"expand":{"style":"form","explode":false},"deep":{"style":"deepObject","explode":true}}}}
            """));

        await server.Client.CallAsync(
            "change", """{"id":1,"name":"a&b=c","tags":["x","y z"],"expand":["p","q"],"meta":{"k":1},"deep":{"a":{"b":"c"}}}""");

        var call = Assert.Single(server.Api.Calls);
        Assert.Equal("application/x-www-form-urlencoded", call.Headers["Content-Type"]);
        Assert.Equal("name=a%26b%3Dc&tags=x&tags=y%20z&expand=p,q&meta=%7B%22k%22%3A1%7D&deep%5Ba%5D%5Bb%5D=c", call.Body);
    }

    [Fact]
    public async Task Fixed_and_hidden_parameters_are_not_offered()
    {
        await using var server = await ApiServer.StartAsync(
            Post(
                """,{"name":"api-version","in":"query","required":true,"schema":{"type":"string"}},"""
                + """{"name":"debug","in":"query","schema":{"type":"boolean"}}""",
                """{"application/json":{"schema":{"type":"object","properties":{"n":{"type":"integer"},"limit":{"type":"integer"}}}}}"""),
            """{"Headers":{"X-Team":"desk"},"Tools":{"change":{"Fixed":{"api-version":"2024-01-01","limit":"5"},"Hidden":["debug"]}}}""");

        await server.Client.CallAsync("change", """{"id":1,"n":"2"}""");
        await server.Client.CallFailsAsync("change", """{"id":1,"debug":true}""");

        var call = Assert.Single(server.Api.Calls);
        Assert.Equal(
            ("/base/things/1?api-version=2024-01-01", """{"n":2,"limit":5}""", "desk"), (call.Target, call.Body, call.Headers["X-Team"]));
    }

    [Fact]
    public async Task Wrong_arguments_are_named_with_their_rule_before_any_request()
    {
        await using var server = await ApiServer.StartAsync(Post("",
            """
            {"application/json":{"schema":{"type":"object","required":["when"],"properties":{
            "when":{"type":"string","format":"date-time"},
            "slow":{"type":"string","pattern":"^(a+)+$"},
            "lines":{"type":"array","items":{"type":"object","required":["sku"],"properties":{
              "sku":{"type":"string"},"count":{"type":"integer","minimum":1}}}}}}}}
            """));

        Assert.Equal("id required: is required; when required: is required", await Errors("{}"));
        Assert.Equal(
            "id type: must be of type integer; when format: must have the format date-time",
            await Errors("""{"id":"x","when":"tomorrow"}"""));
        Assert.Equal(
            "lines.1.sku required: is required; lines.0.count minimum: must be at least 1",
            await Errors("""{"id":1,"when":"2025-01-01T00:00:00Z","lines":[{"sku":"a","count":0},{}]}"""));
        Assert.Contains(
            "pattern",
            await Errors($$"""{"id":1,"when":"2025-01-01T00:00:00Z","slow":"{{new string('a', 60)}}!"}"""),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "nope additionalProperties: is not an argument of this tool; its arguments are id, when",
            await Errors("""{"nope":1}"""),
            StringComparison.Ordinal);
        Assert.Empty(server.Api.Calls);

        async Task<string> Errors(string arguments)
        {
            var error = await server.Client.CallFailsAsync("change", arguments);
            return string.Join("; ", error.GetProperty("details").GetProperty("errors").EnumerateArray().Select(static one =>
                $"{one.GetProperty("field").GetString()} {one.GetProperty("rule").GetString()}: {one.GetProperty("message").GetString()}"));
        }
    }
}
