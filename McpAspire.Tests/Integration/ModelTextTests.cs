using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Integration;

/// <summary>The texts for models: schemas, instructions, results and errors.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ModelTextTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    public static TheoryData<string> HiddenText() =>
    [
        "a\nb", "a\rb", "a\u001bb", "a\u0000b", "a\u202eb", "a\u200bb", "a\u2028b", "a\u0085b", "a\u2066b", "   ", "\u3164", "\u2800",
        "\u0301", "\ufe0f",
    ];

    [Fact]
    public async Task Text_is_not_escaped()
    {
        const string Title = "Größe 'A' & <B> 日本語 👩💻😀 \\uD83D\\uDE00";
        var result = await server.Client.CallAsync(
            "create_ticket", JsonSerializer.Serialize(new { title = Title, description = "0123456789" }));

        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.Contains("Größe 'A' & <B> 日本語 👩💻😀", text, StringComparison.Ordinal);
        Assert.Equal(Title, JsonElement.Parse(text).GetProperty("title").GetString());
        Assert.Equal(Title, result.StructuredContent!.Value.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Names_the_user_that_does_not_exist() =>
        Assert.Equal("Not found: no user with id 'ghost'.", await MessageAsync("get_user_profile", """{"user_id":"ghost"}"""));

    [Fact]
    public async Task Lists_the_datasets_that_exist() =>
        Assert.Matches(
            "^Not found: no dataset named 'ghosts'\\. Available: .*orders.*\\.$",
            await MessageAsync("query_data", """{"dataset":"ghosts"}"""));

    [Fact]
    public async Task Lists_the_columns_that_exist() =>
        Assert.Matches(
            "^Validation failed: filters.ghost is not a column of the dataset; its columns are .*email.*\\.$",
            await MessageAsync("query_data", """{"dataset":"users","filters":{"ghost":1}}"""));

    [Fact]
    public async Task Lists_the_operators_that_exist() =>
        Assert.Contains(
            "eq, ne, lt, lte, gt, gte, contains, in",
            await MessageAsync("query_data", """{"dataset":"users","filters":{"id":{"like":1}}}"""),
            StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(HiddenText))]
    public async Task Refuses_a_title_that_is_not_one_printable_line(string title)
    {
        var error = await server.Client.CallFailsAsync(
            "create_ticket", JsonSerializer.Serialize(new { title, description = "0123456789" }));

        Assert.Equal(
            ("VALIDATION_ERROR", "title"),
            (
                error.GetProperty("error").GetString(),
                error.GetProperty("details").GetProperty("errors")[0].GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("          ")]
    [InlineData("\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b")]
    [InlineData("0123456789\u202e")]
    [InlineData("0123456789\u0000")]
    [InlineData("0123456789\u001b[2J")]
    public async Task Refuses_a_description_that_is_blank_or_has_control_characters(string description)
    {
        var error = await server.Client.CallFailsAsync("create_ticket", JsonSerializer.Serialize(new { title = "t", description }));

        Assert.Equal("description", error.GetProperty("details").GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Accepts_a_description_of_several_lines() =>
        await server.Client.CallOkAsync("create_ticket", """{"title":"t","description":"First line\r\n\tsecond line"}""");

    [Fact]
    public async Task Arguments_have_plain_types()
    {
        var tools = await server.Client.ListToolsAsync(cancellationToken: Cancellation);

        Assert.All(tools.SelectMany(static tool => tool.JsonSchema.GetProperty("properties").EnumerateObject()), static property =>
        {
            Assert.Equal(JsonValueKind.String, property.Value.GetProperty("type").ValueKind);
            Assert.False(property.Value.TryGetProperty("default", out var initial) && initial.ValueKind is JsonValueKind.Null);
            Assert.False(
                property.Value.TryGetProperty("enum", out var values)
                    && values.EnumerateArray().Any(static value => value.ValueKind is JsonValueKind.Null));
        });
    }

    [Fact]
    public async Task Instructions_say_how_to_page_and_how_to_repeat_a_write()
    {
        foreach (var call in (McpCall[])[McpCall.Initialize(Revision.November2025), McpCall.Of(Revision.July2026, "server/discover")])
        {
            var answer = await McpRequests.SendAsync(server.Endpoint, "/mcp", call, Cancellation);
            var instructions = (string?)answer.Result["instructions"];

            Assert.Contains("next_skip", instructions, StringComparison.Ordinal);
            Assert.Contains("idempotency_key", instructions, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_list_of_tools_says_how_long_it_may_be_cached()
    {
        var answer = await McpRequests.SendAsync(
            server.Endpoint, "/mcp", McpCall.Of(Revision.July2026, "tools/list"), Cancellation);
        var list = answer.Result;

        Assert.Equal((300_000, "public"), ((int)list["ttlMs"]!, (string?)list["cacheScope"]));
    }

    private async Task<string?> MessageAsync(string tool, string arguments) =>
        (await server.Client.CallFailsAsync(tool, arguments)).GetProperty("message").GetString();
}
