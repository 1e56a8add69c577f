using System.Text.Json;

namespace McpAspire.Tests.Integration;

[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ToolLimitsTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    /// <summary>Arguments that violate exactly one rule: the tool, the arguments, and the field and rule of the error.</summary>
    public static TheoryData<string, string, string, string> Refused()
    {
        var longId = new string('a', 129);
        var data = new TheoryData<string, string, string, string>
        {
            { "get_user_profile", """{}""", "user_id", "required" },
            { "get_user_profile", """{"user_id":null}""", "user_id", "type" },
            { "get_user_profile", """{"user_id":123}""", "user_id", "type" },
            { "get_user_profile", """{"user_id":["123"]}""", "user_id", "type" },
            { "get_user_profile", """{"user_id":""}""", "user_id", "minLength" },
            { "get_user_profile", $$"""{"user_id":"{{longId}}"}""", "user_id", "maxLength" },
            { "get_user_profile", """{"user_id":".."}""", "user_id", "pattern" },
            { "get_user_profile", """{"user_id":"a/b"}""", "user_id", "pattern" },
            { "get_user_profile", """{"user_id":"a%2e"}""", "user_id", "pattern" },
            { "get_user_profile", """{"user_id":"123\n"}""", "user_id", "pattern" },
            { "get_user_profile", """{"user_id":"123","include_details":"yes"}""", "include_details", "type" },
            { "get_user_profile", """{"user_id":"123","include_details":""}""", "include_details", "minLength" },
            { "get_user_profile", """{"user_id":"123","userId":"123"}""", "userId", "additionalProperties" },
            { "get_user_profile", """{"request":{"user_id":"123"},"user_id":"123"}""", "request", "additionalProperties" },
            { "create_ticket", """{"description":"0123456789"}""", "title", "required" },
            { "create_ticket", """{"title":"","description":"0123456789"}""", "title", "minLength" },
            { "create_ticket", $$"""{"title":"{{new string('t', 201)}}","description":"0123456789"}""", "title", "maxLength" },
            { "create_ticket", """{"title":7,"description":"0123456789"}""", "title", "type" },
            { "create_ticket", """{"title":null,"description":"0123456789"}""", "title", "type" },
            { "create_ticket", """{"title":"t"}""", "description", "required" },
            { "create_ticket", """{"title":"t","description":"012345678"}""", "description", "minLength" },
            { "create_ticket", $$"""{"title":"t","description":"{{new string('d', 5001)}}"}""", "description", "maxLength" },
            { "create_ticket", """{"title":"t","description":false}""", "description", "type" },
            { "create_ticket", """{"title":"t","description":"0123456789","priority":"urgent"}""", "priority", "enum" },
            { "create_ticket", """{"title":"t","description":"0123456789","priority":"High"}""", "priority", "enum" },
            { "create_ticket", """{"title":"t","description":"0123456789","priority":2}""", "priority", "type" },
            { "create_ticket", """{"title":"t","description":"0123456789","assignee_id":"../1"}""", "assignee_id", "pattern" },
            { "create_ticket", """{"title":"t","description":"0123456789","assignee_id":""}""", "assignee_id", "minLength" },
            { "create_ticket", $$"""{"title":"t","description":"0123456789","assignee_id":"{{longId}}"}""", "assignee_id", "maxLength" },
            { "create_ticket", """{"title":"t","description":"0123456789","assignee_id":5}""", "assignee_id", "type" },
            { "create_ticket", """{"title":"t","description":"0123456789","status":"open"}""", "status", "additionalProperties" },
            { "list_tickets", """{"status":"done"}""", "status", "enum" },
            { "list_tickets", """{"status":1}""", "status", "type" },
            { "list_tickets", """{"priority":"low"}""", "priority", "additionalProperties" },
            { "query_data", """{}""", "dataset", "required" },
            { "query_data", """{"dataset":null}""", "dataset", "type" },
            { "query_data", """{"dataset":1}""", "dataset", "type" },
            { "query_data", """{"dataset":""}""", "dataset", "minLength" },
            { "query_data", $$"""{"dataset":"{{longId}}"}""", "dataset", "maxLength" },
            { "query_data", """{"dataset":"a b"}""", "dataset", "pattern" },
            { "query_data", """{"dataset":"users","filters":[]}""", "filters", "type" },
            { "query_data", """{"dataset":"users","filters":"a=1"}""", "filters", "type" },
            { "query_data", """{"dataset":"users","sql":"x"}""", "sql", "additionalProperties" },
        };

        (string Tool, string Others, int MaxLimit)[] paged =
        [
            ("list_users", "", 100),
            ("list_tickets", "", 100),
            ("query_data", "\"dataset\":\"users\",", 1000),
        ];
        foreach (var (tool, others, maxLimit) in paged)
        {
            data.Add(tool, $$"""{{{others}}"skip":-1}""", "skip", "minimum");
            data.Add(tool, $$"""{{{others}}"skip":2147483648}""", "skip", "maximum");
            data.Add(tool, $$"""{{{others}}"skip":1e300}""", "skip", "maximum");
            data.Add(tool, $$"""{{{others}}"skip":1.5}""", "skip", "type");
            data.Add(tool, $$"""{{{others}}"skip":"1.5"}""", "skip", "type");
            data.Add(tool, $$"""{{{others}}"skip":"ten"}""", "skip", "type");
            data.Add(tool, $$"""{{{others}}"skip":""}""", "skip", "minLength");
            data.Add(tool, $$"""{{{others}}"limit":"0"}""", "limit", "minimum");
            data.Add(tool, $$"""{{{others}}"limit":0}""", "limit", "minimum");
            data.Add(tool, $$"""{{{others}}"limit":{{maxLimit + 1}}}""", "limit", "maximum");
            data.Add(tool, $$"""{{{others}}"limit":true}""", "limit", "type");
            data.Add(tool, $$"""{{{others}}"offset":1}""", "offset", "additionalProperties");
        }

        return data;
    }

    /// <summary>Arguments at the limits.</summary>
    public static TheoryData<string, string> Accepted() => new()
    {
        { "get_user_profile", """{"user_id":"123"}""" },
        { "get_user_profile", """{"user_id":"user-123","include_details":false}""" },
        { "create_ticket", """{"title":"t","description":"0123456789"}""" },
        {
            "create_ticket",
            $$"""{"title":"{{new string('t', 200)}}","description":"{{new string('d', 5000)}}","priority":"critical","assignee_id":null}"""
        },
        { "create_ticket", """{"title":"t","description":"0123456789","priority":null}""" },
        { "list_users", """{"skip":0,"limit":1}""" },
        { "list_users", """{"skip":2147483647,"limit":100}""" },
        { "list_tickets", """{"status":null,"skip":0,"limit":1}""" },
        { "list_tickets", """{"status":"in_progress","skip":2147483647,"limit":100}""" },
        { "query_data", """{"dataset":"users","filters":null,"skip":0,"limit":1}""" },
        { "query_data", """{"dataset":"users","filters":{},"skip":2147483647,"limit":1000}""" },
    };

    /// <summary>Other forms of valid values, as models write them.</summary>
    public static TheoryData<string, string, string> Meant() => new()
    {
        { "list_users", """{"limit":10.0,"skip":0.0}""", """{"limit":10,"skip":0}""" },
        { "list_users", """{"limit":1e1}""", """{"limit":10}""" },
        { "list_users", """{"limit":"10","skip":"5"}""", """{"limit":10,"skip":5}""" },
        { "list_users", """{"limit":null,"skip":null}""", """{}""" },
        { "get_user_profile", """{"user_id":"123","include_details":"true"}""", """{"user_id":"123","include_details":true}""" },
        { "get_user_profile", """{"user_id":"123","include_details":null}""", """{"user_id":"123"}""" },
        {
            "query_data",
            """{"dataset":"users","filters":"{\"id\":\"123\"}","limit":"1"}""",
            """{"dataset":"users","filters":{"id":"123"},"limit":1}"""
        },
        { "query_data", """{"dataset":"users","filters":"null","limit":1}""", """{"dataset":"users","limit":1}""" },
    };

    [Theory]
    [MemberData(nameof(Meant))]
    public async Task Accepts_other_forms_of_a_value(string tool, string arguments, string meant) =>
        Assert.Equal(
            (await server.Client.CallOkAsync(tool, meant)).GetRawText(), (await server.Client.CallOkAsync(tool, arguments)).GetRawText());

    [Fact]
    public async Task Explains_how_to_omit_an_optional_argument()
    {
        var error = await server.Client.CallFailsAsync("list_tickets", """{"status":""}""");

        Assert.Equal("Validation failed: status must not be empty; omit it instead.", error.GetProperty("message").GetString());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Refuses_invalid_arguments_with_field_and_rule(string tool, string arguments, string field, string rule)
    {
        var error = await server.Client.CallFailsAsync(tool, arguments);

        Assert.Equal("VALIDATION_ERROR", error.GetProperty("error").GetString());
        Assert.Equal("INVALID_INPUT", error.GetProperty("code").GetString());
        Assert.StartsWith("Validation failed: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(error.GetProperty("retryable").GetBoolean());
        var broken = Assert.Single(error.GetProperty("details").GetProperty("errors").EnumerateArray());
        Assert.Equal((field, rule), (broken.GetProperty("field").GetString(), broken.GetProperty("rule").GetString()));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Accepts_arguments_at_the_limits(string tool, string arguments) => await server.Client.CallOkAsync(tool, arguments);

    [Fact]
    public async Task Reports_every_invalid_argument_at_once()
    {
        var error = await server.Client.CallFailsAsync("create_ticket", """{"title":"","description":"short","priority":"x","extra":1}""");

        Assert.Equal(
            ["extra", "title", "description", "priority"],
            error.GetProperty("details").GetProperty("errors").EnumerateArray().Select(broken => broken.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Counts_characters_as_JSON_Schema_does()
    {
        var ticket = await server.Client.CallOkAsync(
            "create_ticket",
            JsonSerializer.Serialize(new { title = string.Concat(Enumerable.Repeat("🎫", 200)), description = "0123456789" }));

        Assert.Equal(400, ticket.GetProperty("title").GetString()?.Length);
    }

    [Fact]
    public async Task Limits_the_error_for_a_thousand_unknown_arguments()
    {
        var arguments = Enumerable.Range(0, 1000).ToDictionary(number => $"{number}{new string('x', 200)}", number => number);

        var error = await server.Client.CallFailsAsync("list_users", JsonSerializer.Serialize(arguments));

        Assert.Equal(20, error.GetProperty("details").GetProperty("errors").GetArrayLength());
    }
}
