using System.Net;
using McpAspire.MockBackend.Store;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class IdempotencyTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private const string Request = """{"title":"Printer is out of toner","description":"The printer on floor 3 is out of toner."}""";

    [Fact]
    public async Task The_same_key_and_request_return_the_same_ticket_marked_as_a_replay()
    {
        var key = NewKey();
        using var first = await SendAsync(Request, key);
        using var second = await SendAsync(Request, key);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await second.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Layout_order_and_explicit_defaults_do_not_change_a_request()
    {
        var key = NewKey();
        var first = await CreateAsync(Request, key);
        var second = await CreateAsync("""
            { "priority": "medium", "description": "The printer on floor 3 is out of toner.",
              "title": "Printer is out of t\u006fner", "assignee_id": null }
            """, key);

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("""{"title":"Another title","description":"The printer on floor 3 is out of toner."}""")]
    [InlineData("""{"title":"Printer is out of toner","description":"The printer on floor 4 is out of toner."}""")]
    [InlineData("""{"title":"Printer is out of toner","description":"The printer on floor 3 is out of toner.","priority":"high"}""")]
    [InlineData("""{"title":"Printer is out of toner","description":"The printer on floor 3 is out of toner.","assignee_id":"123"}""")]
    [InlineData("""{"title":"Printer is out of toner","description":"The printer on floor 3 is out of toner.","assignee_id":"nobody"}""")]
    public async Task A_different_request_with_the_same_key_is_a_conflict_and_creates_nothing(string other)
    {
        var key = NewKey();
        await CreateAsync(Request, key);
        var before = await backend.TicketsAsync();
        var problem = await SendAsync(other, key).ReadProblemAsync(HttpStatusCode.Conflict);

        Assert.Equal("urn:problem-type:mcpaspire:idempotency-key-reused", problem.GetProperty("type").GetString());
        Assert.Equal("The idempotency key was used with another request.", problem.GetProperty("title").GetString());
        Assert.Equal(before, await backend.TicketsAsync());
    }

    [Fact]
    public async Task A_different_key_or_no_key_creates_another_ticket()
    {
        string[] created = [
            await CreateAsync(Request, NewKey()),
            await CreateAsync(Request, NewKey()),
            await CreateAsync(Request, key: null),
            await CreateAsync(Request, key: null)];

        Assert.Equal(4, created.Distinct().Count());
    }

    [Fact]
    public async Task A_hundred_parallel_requests_with_one_key_all_return_one_ticket()
    {
        var key = NewKey();
        var before = await backend.TicketsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync(Request, key)));
        var created = await Task.WhenAll(answers.Select(answer => Task.FromResult(answer).ReadAsync(HttpStatusCode.Created)));

        Assert.Single(created.Select(ticket => ticket.GetRawText()).Distinct());
        Assert.Single(answers, answer => !answer.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(before + 1, await backend.TicketsAsync());
    }

    [Fact]
    public async Task A_rejected_assignee_does_not_consume_the_key()
    {
        var key = NewKey();
        await SendAsync("""{"title":"T","description":"0123456789","assignee_id":"nobody"}""", key).ReadProblemAsync(
            HttpStatusCode.UnprocessableEntity);

        await CreateAsync(Request, key);
    }

    [Fact]
    public async Task A_replay_returns_the_ticket_as_created()
    {
        var key = NewKey();
        using var first = await SendAsync(Request, key);
        var before = await first.Content.ReadAsStringAsync(Cancellation);
        await using (var connection = await backend.Services.GetRequiredService<Database>().OpenAsync(Cancellation))
        {
            await using var change = connection.Command(
                "UPDATE tickets SET status = 'closed', title = 'Changed' WHERE id = $id",
                ("$id", first.Headers.Location!.ToString().Split('/')[^1]));
            Assert.Equal(1, await change.ExecuteNonQueryAsync(Cancellation));
        }

        using var replay = await SendAsync(Request, key);

        Assert.Equal(before, await replay.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"")]
    [InlineData("\"open")]
    [InlineData("a\"b")]
    [InlineData("\"a\"b\"")]
    [InlineData("\"a\\b\"")]
    [InlineData("two words")]
    [InlineData("\"two words\"")]
    [InlineData("\"a\",\"b\"")]
    public async Task An_invalid_key_is_rejected(string key)
    {
        await SendAsync(Request, key).RefusesAsync("Idempotency-Key");
    }

    [Fact]
    public async Task Accepts_keys_of_up_to_255_characters()
    {
        var longest = NewKey().PadRight(255, '~');
        await CreateAsync(Request, longest);

        await SendAsync(Request, longest + "~").RefusesAsync("Idempotency-Key");
        await SendAsync(Request, $"\"{longest}~\"").RefusesAsync("Idempotency-Key");
    }

    [Fact]
    public async Task Quotation_marks_are_not_part_of_the_key()
    {
        var key = NewKey() + @"\";

        Assert.Equal(await CreateAsync(Request, key), await CreateAsync(Request, $"\"{key}\\\""));
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private Task<HttpResponseMessage> SendAsync(string json, string? key) =>
        backend.PostAsync("/tickets", json, key is null ? [] : [("Idempotency-Key", key)]);

    private async Task<string> CreateAsync(string json, string? key) =>
        (await SendAsync(json, key).ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
}
