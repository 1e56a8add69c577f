using System.Net;
using System.Text.Json;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class TicketEndpointTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private const string Minimal = """{"title":"Printer is out of toner","description":"The printer on floor 3 is out of toner."}""";

    [Fact]
    public async Task Creates_an_open_ticket_and_returns_its_location()
    {
        using var response = await backend.PostAsync(
            "/tickets",
            """{"title":"T","description":"0123456789","priority":"critical","assignee_id":"user-123"}""");
        var created = await Task.FromResult(response).ReadAsync(HttpStatusCode.Created);
        var found = await backend.GetAsync(response.Headers.Location!.ToString()).ReadAsync();

        Assert.Equal(
            ["id", "title", "description", "priority", "status", "created_at", "updated_at", "assignee_id"],
            created.EnumerateObject().Select(property => property.Name));
        Assert.Equal("open", created.GetProperty("status").GetString());
        Assert.Equal("critical", created.GetProperty("priority").GetString());
        Assert.Equal("user-123", created.GetProperty("assignee_id").GetString());
        Assert.Equal(created.GetProperty("created_at").GetString(), created.GetProperty("updated_at").GetString());
        Assert.Matches(@"^T-\d{6}$", created.GetProperty("id").GetString());
        Assert.True(JsonElement.DeepEquals(created, found));
    }

    [Fact]
    public async Task Gives_medium_priority_and_no_assignee_by_default()
    {
        var created = await backend.PostAsync("/tickets", Minimal).ReadAsync(HttpStatusCode.Created);

        Assert.Equal("medium", created.GetProperty("priority").GetString());
        Assert.False(created.TryGetProperty("assignee_id", out _));
    }

    [Fact]
    public async Task Puts_a_new_ticket_first()
    {
        var created = await backend.PostAsync("/tickets", Minimal).ReadAsync(HttpStatusCode.Created);
        var page = await backend.GetAsync("/tickets?status=open&limit=1").ReadAsync();

        Assert.Equal(created.GetProperty("created_at").GetString(), page.GetProperty("items")[0].GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task Keeps_text_unchanged()
    {
        const string Text = "Ünïcode ✓ 😀 <b>'\"\\; DROP TABLE tickets; --\n\tend";
        var body = JsonSerializer.Serialize(new Dictionary<string, string> { ["title"] = Text, ["description"] = Text });

        var created = await backend.PostAsync("/tickets", body).ReadAsync(HttpStatusCode.Created);
        var found = await backend.GetAsync($"/tickets/{created.GetProperty("id").GetString()}").ReadAsync();

        Assert.Equal(Text, found.GetProperty("title").GetString());
        Assert.Equal(Text, found.GetProperty("description").GetString());
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(200, 5000)]
    public async Task Accepts_texts_at_the_limits(int title, int description)
    {
        await backend.PostAsync("/tickets", Body(new string('x', title), new string('y', description))).ReadAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(0, 10, "title")]
    [InlineData(201, 10, "title")]
    [InlineData(1, 9, "description")]
    [InlineData(1, 5001, "description")]
    [InlineData(0, 0, "title", "description")]
    public async Task Rejects_texts_beyond_the_limits(int title, int description, params string[] fields)
    {
        await backend.PostAsync("/tickets", Body(new string('x', title), new string('y', description))).RefusesAsync(fields);
    }

    [Theory]
    [InlineData("""{"description":"0123456789"}""", "title")]
    [InlineData("""{"title":"T"}""", "description")]
    [InlineData("""{"title":null,"description":"0123456789"}""", "title")]
    [InlineData("""{"title":7,"description":"0123456789"}""", "title")]
    [InlineData("""{"title":"T","title":"U","description":"0123456789"}""", "title")]
    [InlineData("""{"title":"T","description":"0123456789","priority":"urgent"}""", "priority")]
    [InlineData("""{"title":"T","description":"0123456789","priority":2}""", "priority")]
    [InlineData("""{"title":"T","description":"0123456789","priority":null}""", "priority")]
    [InlineData("""{"title":"T","description":"0123456789","assignee_id":""}""", "assignee_id")]
    [InlineData("""{"title":"T","description":"0123456789","assignee_id":"../x"}""", "assignee_id")]
    [InlineData("""{"title":"T","description":"0123456789","assignee_id":{}}""", "assignee_id")]
    [InlineData("""{"title":"T","description":"0123456789","status":"closed"}""", "status")]
    [InlineData("""{"title":"T","description":"0123456789","Priority":"low"}""", "Priority")]
    [InlineData("""{"title":"\ud800","description":"0123456789"}""", "title")]
    public async Task Rejects_a_field_that_breaks_a_rule(string json, string field)
    {
        await backend.PostAsync("/tickets", json).RefusesAsync(field);
    }

    [Fact]
    public async Task Rejects_an_assignee_that_does_not_exist_and_creates_nothing()
    {
        var before = await TotalAsync();
        var problem = await backend.PostAsync("/tickets", """{"title":"T","description":"0123456789","assignee_id":"nobody"}""")
            .ReadProblemAsync(HttpStatusCode.UnprocessableEntity);

        Assert.NotEmpty(problem.GetProperty("errors").GetProperty("assignee_id")[0].GetString()!);
        Assert.Equal(before, await TotalAsync());
    }

    [Theory]
    [InlineData("T-999999", HttpStatusCode.NotFound)]
    [InlineData("1", HttpStatusCode.NotFound)]
    [InlineData("T-000001'--", HttpStatusCode.BadRequest)]
    public async Task Returns_a_problem_for_an_unknown_ticket(string id, HttpStatusCode status)
    {
        await backend.GetAsync($"/tickets/{id}").ReadProblemAsync(status);
    }

    [Fact]
    public async Task Parallel_creates_get_distinct_ids()
    {
        var before = await TotalAsync();
        var created = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => backend.PostAsync("/tickets", Minimal).ReadAsync(HttpStatusCode.Created)));

        Assert.Equal(60, created.Select(ticket => ticket.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(before + 60, await TotalAsync());
    }

    private static string Body(string title, string description) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["title"] = title, ["description"] = description });

    private async Task<int> TotalAsync() => (await backend.GetAsync("/tickets?limit=1").ReadAsync()).GetProperty("total").GetInt32();
}
