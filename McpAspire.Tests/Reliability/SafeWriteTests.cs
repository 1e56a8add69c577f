using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Tests.Integration;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Reliability;

/// <summary>Whatever happens to a response of the backend, a call creates one ticket.</summary>
[Trait("Category", "Integration")]
public sealed class SafeWriteTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private const string Printer = """{"title":"Printer","description":"It prints nothing but stripes."}""";

    [Theory]
    [InlineData("drop=after", 2)]
    [InlineData("drop=after;count=3", 4)]
    [InlineData("drop=before", 2)]
    [InlineData("drop=before;count=3", 4)]
    [InlineData("drop=body", 2)]
    [InlineData("drop=body;count=3", 4)]
    [InlineData("status=503", 2)]
    [InlineData("body=html;status=503", 2)]
    [InlineData("body=html;status=503;count=3", 4)]
    public async Task A_lost_answer_is_asked_for_again_and_makes_no_second_ticket(string fault, int attempts)
    {
        await using var server = Start();
        await using var client = await server.ConnectAsync();
        var before = await backend.TicketsAsync();
        await backend.InjectAsync($"{fault};method=POST;path=/tickets");

        var ticket = await client.CallOkAsync("create_ticket", Printer);

        Assert.Equal((attempts, attempts, 1), await backend.RequestsAsync("POST", "/tickets"));
        Assert.Equal(before + 1, await backend.TicketsAsync());
        await IsStoredAsync(ticket);
    }

    [Theory]
    [InlineData("drop=after;count=4", "unavailable")]
    [InlineData("body=html;status=503;count=4", "unavailable")]
    [InlineData("drop=body;count=4", "unavailable")]
    [InlineData("body=garbage", "bad_response")]
    [InlineData("body=truncated", "bad_response")]
    [InlineData("body=huge", "bad_response")]
    public async Task A_repeated_call_with_the_same_key_returns_the_first_ticket(string fault, string reason)
    {
        await using var server = Start();
        await using var client = await server.ConnectAsync();
        var before = await backend.TicketsAsync();
        await backend.InjectAsync($"{fault};method=POST;path=/tickets");
        var call = WithKey(NewKey());

        var error = await client.CallFailsAsync("create_ticket", call);
        Assert.Equal(reason, Reason(error));
        Assert.Equal(before + 1, await backend.TicketsAsync());

        await IsStoredAsync(await client.CallOkAsync("create_ticket", call));
        Assert.Equal(before + 1, await backend.TicketsAsync());
    }

    [Theory]
    [InlineData("drop=body;count=4", false, true)]
    [InlineData("body=garbage", false, true)]
    [InlineData("body=garbage", true, false)]
    [InlineData("status=409", false, false)]
    public async Task A_failed_call_that_may_have_created_a_ticket_says_so_unless_it_can_be_repeated(string fault, bool hasKey, bool warns)
    {
        await using var server = Start();
        await using var client = await server.ConnectAsync();
        await backend.InjectAsync($"{fault};method=POST;path=/tickets");

        var error = await client.CallFailsAsync("create_ticket", hasKey ? WithKey(NewKey()) : Printer);

        Assert.Equal(
            warns,
            error.GetProperty("message").GetString()!.EndsWith(
                "The change may have been made: check before you repeat the call.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_call_without_a_key_gets_its_own()
    {
        await using var server = Start();
        await using var client = await server.ConnectAsync();
        var before = await backend.TicketsAsync();
        await backend.InjectAsync("drop=after;count=2;method=POST;path=/tickets");

        string[] ids = [Id(await client.CallOkAsync("create_ticket", Printer)), Id(await client.CallOkAsync("create_ticket", Printer))];

        Assert.Equal((4, 4, 2), await backend.RequestsAsync("POST", "/tickets"));
        Assert.Equal((2, before + 2), (ids.Distinct().Count(), await backend.TicketsAsync()));
    }

    [Fact]
    public async Task A_hundred_concurrent_calls_with_one_key_create_one_ticket()
    {
        await using var server = Start();
        await using var client = await server.ConnectAsync();
        var before = await backend.TicketsAsync();
        await backend.InjectAsync("drop=after;count=5;method=POST;path=/tickets");
        var call = WithKey(NewKey());

        var tickets = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.CallOkAsync("create_ticket", call)));

        Assert.Single(tickets.Select(ticket => ticket.GetRawText()).Distinct());
        Assert.Equal((105, 105, 1), await backend.RequestsAsync("POST", "/tickets"));
        Assert.Equal(before + 1, await backend.TicketsAsync());
    }

    [Theory]
    [InlineData("title", "\"Another printer\"")]
    [InlineData("description", "\"It prints nothing at all.\"")]
    [InlineData("priority", "\"high\"")]
    [InlineData("assignee_id", "\"123\"")]
    public async Task The_key_of_another_ticket_is_a_conflict(string argument, string value)
    {
        await using var server = Start();
        await using var client = await server.ConnectAsync();
        var call = WithKey(NewKey());
        await client.CallOkAsync("create_ticket", call);
        var before = await backend.TicketsAsync();
        var other = JsonNode.Parse(call)!;
        other[argument] = JsonNode.Parse(value);

        var error = await client.CallFailsAsync("create_ticket", other.ToJsonString());

        Assert.Equal(
            ("SERVICE_ERROR", "conflict", false),
            (error.GetProperty("error").GetString(), Reason(error), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal(409, error.GetProperty("details").GetProperty("status").GetInt32());
        Assert.Equal(before, await backend.TicketsAsync());
    }

    [Fact]
    public async Task A_call_canceled_after_the_commit_can_be_repeated()
    {
        await using var server = Start();
        await using var client = await server.ConnectAsync();
        var before = await backend.TicketsAsync();
        await backend.InjectAsync("body=slow;interval=60000;method=POST;path=/tickets");
        var call = WithKey(NewKey());
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var sending = McpRequests.SendAsync(
            server.Address, "/mcp", McpCall.Tool(Revision.November2025, "create_ticket", JsonNode.Parse(call)!.AsObject()), leaving.Token);
        while (await backend.TicketsAsync() == before)
        {
            Assert.False(sending.IsCompleted, "The call ended before it was cancelled.");
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        await IsStoredAsync(await client.CallOkAsync("create_ticket", call));
        Assert.Equal(before + 1, await backend.TicketsAsync());
    }

    [Theory]
    [InlineData("status=503")]
    [InlineData("drop=before")]
    [InlineData("drop=after")]
    public async Task A_query_is_a_POST_without_a_key_and_is_not_retried(string fault)
    {
        await using var server = Start();
        await using var client = await server.ConnectAsync();
        await backend.InjectAsync($"{fault};method=POST;path=/data/*");

        var error = await client.CallFailsAsync("query_data", """{"dataset":"users"}""");

        Assert.Equal(("unavailable", true), (Reason(error), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal((1, 0, 0), await backend.RequestsAsync("POST", "/data/users/query"));
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private static string WithKey(string key)
    {
        var call = JsonNode.Parse(Printer)!;
        call["idempotency_key"] = key;
        return call.ToJsonString();
    }

    private static string Id(JsonElement ticket) => ticket.GetProperty("id").GetString()!;

    private static string? Reason(JsonElement error) => error.GetProperty("details").GetProperty("reason").GetString();

    /// <summary>A server with its own breaker and without waits between attempts.</summary>
    private ServerHost Start() =>
        new(
            backend.Address,
            services => services.AddSingleton<TimeProvider>(new ManualTime(skips: wait => wait < TimeSpan.FromSeconds(10))));

    private async Task IsStoredAsync(JsonElement ticket)
    {
        var stored = await backend.GetAsync($"/tickets/{Id(ticket)}").ReadAsync();
        Assert.Equal(
            ("Printer", ticket.GetProperty("created_at").GetDateTimeOffset()),
            (stored.GetProperty("title").GetString(), stored.GetProperty("created_at").GetDateTimeOffset()));
    }
}
