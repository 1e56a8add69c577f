using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Tools;
using McpAspire.Tests.Contracts.Target;
using McpAspire.Tests.Integration;

namespace McpAspire.Tests.Contracts;

/// <summary>The results of the tools.</summary>
[Trait("Category", "Contract")]
[Collection(ContractTargetGroup.Name)]
[Trait("Server", "Program")]
public sealed class ToolInvocationTests(ContractTarget target)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task The_typed_client_lists_users_and_gets_each()
    {
        var page = await target.Tools().ListUsersAsync(limit: 3, cancellationToken: Cancellation);

        Assert.InRange(page.Items.Count, 0, 3);
        foreach (var listed in page.Items)
        {
            var user = await target.Tools().GetUserProfileAsync(listed.Id, includeDetails: true, Cancellation);
            Assert.Equal((listed.Id, listed.Name, listed.Email, listed.CreatedAt), (user.Id, user.Name, user.Email, user.CreatedAt));
        }
    }

    [Fact]
    public async Task The_typed_client_lists_tickets_of_a_status()
    {
        var page = await target.Tools().ListTicketsAsync(TicketStatus.Closed, limit: 3, cancellationToken: Cancellation);

        Assert.InRange(page.Items.Count, 0, 3);
        Assert.All(page.Items, static ticket => Assert.Equal(TicketStatus.Closed, ticket.Status));
    }

    [Fact]
    public async Task The_typed_client_queries_data()
    {
        var rows = await target.Tools().QueryDataAsync("users", limit: 3, cancellationToken: Cancellation);

        Assert.Equal(("users", rows.Data.Count), (rows.Dataset, rows.Rows));
        Assert.InRange(rows.Rows, 0, 3);
    }

    [Fact]
    public async Task The_typed_client_creates_one_ticket_of_two_calls_with_the_same_key()
    {
        target.RequireOwnData();
        var key = $"contract-{Guid.NewGuid():N}";

        var ticket = await target.Tools().CreateTicketAsync(
            "Contract", "Made by a contract test.", TicketPriority.Low, idempotencyKey: key, cancellationToken: Cancellation);
        var again = await target.Tools().CreateTicketAsync(
            "Contract", "Made by a contract test.", TicketPriority.Low, idempotencyKey: key, cancellationToken: Cancellation);

        Assert.Equal((TicketPriority.Low, TicketStatus.Open, "Contract"), (ticket.Priority, ticket.Status, ticket.Title));
        Assert.Equal(ticket, again);
    }

    [Fact]
    public async Task Every_result_is_valid_for_its_output_schema()
    {
        var schemas = (await target.Client.ListToolsAsync(cancellationToken: Cancellation)).ToDictionary(
            static tool => tool.Name, static tool => tool.ReturnJsonSchema!.Value, StringComparer.Ordinal);
        var users = await target.Client.CallOkAsync("list_users", """{"limit":5}""");
        var results = new List<(string Tool, JsonElement Result)>
        {
            ("list_users", users),
            ("list_tickets", await target.Client.CallOkAsync("list_tickets", """{"limit":5}""")),
            ("query_data", await target.Client.CallOkAsync("query_data", """{"dataset":"users","limit":5}""")),
        };
        foreach (var user in users.GetProperty("items").EnumerateArray())
        {
            results.Add(
                (
                    "get_user_profile",
                    await target.Client.CallOkAsync(
                        "get_user_profile", $$"""{"user_id":{{user.GetProperty("id").GetRawText()}},"include_details":true}""")));
        }

        SchemaCheck.Passes(results.Select(row => (row.Tool, schemas[row.Tool], (JsonElement?)row.Result)));
    }

    [Fact]
    public async Task A_created_ticket_is_valid_for_the_output_schema()
    {
        target.RequireOwnData();
        var tool = (await target.Client.ListToolsAsync(cancellationToken: Cancellation)).Single(
            static tool => tool.Name == "create_ticket");

        var ticket = await target.Client.CallOkAsync(
            "create_ticket", """{"title":"Contract","description":"Made by a contract test.","assignee_id":"123"}""");

        SchemaCheck.Passes([(tool.Name, tool.ReturnJsonSchema!.Value, ticket)]);
    }

    [Theory]
    [InlineData("get_user_profile", """{"user_id":"123","include_details":true}""")]
    [InlineData("list_users", """{"limit":2}""")]
    [InlineData("create_ticket", """{"title":"Contract","description":"Made by a contract test.","priority":"high","assignee_id":"123"}""")]
    [InlineData("list_tickets", """{"status":"closed","limit":2}""")]
    [InlineData("query_data", """{"dataset":"products","filters":{"stock":{"gte":1}},"limit":2}""")]
    public async Task A_sample_of_each_result_is_as_approved(string tool, string arguments)
    {
        target.RequireOwnData();

        var result = JsonNode.Parse((await target.Client.CallOkAsync(tool, arguments)).GetRawText())!;

        Mask(result);
        await ApprovedFile.MatchesAsync(
            Repository.PathOf("McpAspire.Tests", "Contracts", "approved", "results", $"{tool}.json"), result.ToJsonString(Indented) + "\n");
    }

    [Fact]
    public async Task The_client_times_out()
    {
        await using var hanging = await target.FailAsync("hang;method=POST;path=/data*;count=1");

        await Assert.ThrowsAsync<TimeoutException>(
            () => target.Tools(TimeSpan.FromSeconds(0.5)).QueryDataAsync("users", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_cancelled_call_stops()
    {
        await using var hanging = await target.FailAsync("hang;method=POST;path=/data*;count=1");
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = target.Tools().QueryDataAsync("users", cancellationToken: caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    /// <summary>The values that differ between runs: times, and the number of the next ticket.</summary>
    private static void Mask(JsonNode node)
    {
        if (node is JsonObject one)
        {
            foreach (var name in one.Select(static member => member.Key).ToList())
            {
                if (name.EndsWith("_at", StringComparison.Ordinal) && one[name] is JsonValue)
                {
                    one[name] = "2026-01-02T03:04:05+00:00";
                }
                else if (name == "id" && one["title"]?.GetValueKind() == JsonValueKind.String && (string?)one["title"] == "Contract")
                {
                    one[name] = "T-000000";
                }
                else if (one[name] is { } member)
                {
                    Mask(member);
                }
            }
        }
        else if (node is JsonArray many)
        {
            foreach (var element in many.OfType<JsonNode>())
            {
                Mask(element);
            }
        }
    }
}
