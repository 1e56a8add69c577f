using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Tools;
using McpAspire.Tests.Contracts.Target;
using McpAspire.Tests.Integration;

namespace McpAspire.Tests.Contracts;

/// <summary>Errors of the tools at the target. Errors/approved has their texts.</summary>
[Trait("Category", "Contract")]
[Collection(ContractTargetGroup.Name)]
[Trait("Server", "Program")]
public sealed class ErrorContractTests(ContractTarget target)
{
    private static readonly Dictionary<string, string> SecondNames = new(StringComparer.Ordinal)
    {
        ["VALIDATION_ERROR"] = "INVALID_INPUT",
        ["SERVICE_ERROR"] = "BACKEND_ERROR",
        ["AUTHENTICATION_ERROR"] = "AUTHENTICATION_ERROR",
        ["TIMEOUT_ERROR"] = "TIMEOUT",
        ["INTERNAL_ERROR"] = "INTERNAL_ERROR",
    };

    [Theory]
    [InlineData("get_user_profile", "{}", "user_id", "required")]
    [InlineData("get_user_profile", """{"user_id":".."}""", "user_id", "pattern")]
    [InlineData("get_user_profile", """{"user_id":"123","include_details":"yes"}""", "include_details", "type")]
    [InlineData("list_users", """{"skip":-1}""", "skip", "minimum")]
    [InlineData("list_users", """{"limit":101}""", "limit", "maximum")]
    [InlineData("create_ticket", """{"title":"","description":"Long enough."}""", "title", "minLength")]
    [InlineData("create_ticket", """{"title":"Printer","description":"short"}""", "description", "minLength")]
    [InlineData("create_ticket", """{"title":"Printer","description":"Long enough.","priority":"soon"}""", "priority", "enum")]
    [InlineData("list_tickets", """{"status":"lost"}""", "status", "enum")]
    [InlineData("list_tickets", """{"page":1}""", "page", "additionalProperties")]
    [InlineData("query_data", """{"dataset":"users","limit":1001}""", "limit", "maximum")]
    [InlineData("query_data", """{"dataset":"users","filters":[]}""", "filters", "type")]
    public async Task Invalid_input_is_rejected_with_field_and_rule(string tool, string arguments, string field, string rule)
    {
        var error = await FailAsync(tool, arguments);

        Assert.Equal("VALIDATION_ERROR", error.GetProperty("error").GetString());
        Assert.False(error.GetProperty("retryable").GetBoolean());
        var broken = Assert.Single(error.GetProperty("details").GetProperty("errors").EnumerateArray());
        Assert.Equal((field, rule), (broken.GetProperty("field").GetString(), broken.GetProperty("rule").GetString()));
        Assert.NotEmpty(broken.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Several_mistakes_are_reported_at_once_as_approved() =>
        AssertApproved(
            "validation", await FailAsync("create_ticket", """{"title":"","description":"short","priority":"soon","urgent":true}"""));

    [Fact]
    public async Task Unknown_items_of_the_backend_are_not_found_as_approved()
    {
        var error = await FailAsync("get_user_profile", """{"user_id":"nobody-of-this-name"}""");

        AssertApproved("not_found", JsonElement.Parse(error.GetRawText().Replace("nobody-of-this-name", "1", StringComparison.Ordinal)));
    }

    // A query is not retried: a few failures leave the circuit closed.
    [Theory]
    [InlineData("status=503", "unavailable")]
    [InlineData("status=429;retry-after=60", "rate_limited")]
    [InlineData("status=403", "forbidden")]
    [InlineData("status=409", "conflict")]
    [InlineData("body=garbage", "bad_response")]
    [InlineData("body=html", "bad_response")]
    [InlineData("drop=before", "unavailable_unreachable")]
    public async Task A_backend_failure_is_reported_as_approved(string fault, string approved)
    {
        await using var failing = await target.FailAsync($"{fault};method=POST;path=/data*;count=1");

        AssertApproved(approved, await FailAsync("query_data", """{"dataset":"users"}"""));
    }

    [Fact]
    public async Task A_write_with_a_lost_response_succeeds_once()
    {
        await using var failing = await target.FailAsync("drop=after;method=POST;path=/tickets;count=1");
        var title = $"Contract {Guid.NewGuid():N}";

        var ticket = await target.Tools().CreateTicketAsync(title, "Made by a contract test.", cancellationToken: Cancellation);

        var listed = await target.Tools().ListTicketsAsync(TicketStatus.Open, limit: 20, cancellationToken: Cancellation);
        Assert.Equal(ticket.Id, Assert.Single(listed.Items, one => one.Title == title).Id);
    }

    [Fact]
    public async Task The_typed_client_reads_the_error()
    {
        var failure = await Assert.ThrowsAsync<ToolCallException>(
            () => target.Tools().GetUserProfileAsync("nobody-of-this-name", cancellationToken: Cancellation));

        Assert.Equal(("SERVICE_ERROR", "not_found"), (failure.Error.Error, failure.Error.Details.Reason));
    }

    /// <summary>The envelope of a call that must fail; checks its structure.</summary>
    private async Task<JsonElement> FailAsync(string tool, string arguments)
    {
        var error = await target.Client.CallFailsAsync(tool, arguments);
        Assert.Equal(["error", "code", "message", "retryable", "details"], error.EnumerateObject().Select(static member => member.Name));
        Assert.Contains(error.GetProperty("error").GetString()!, target.Contract.Tools[tool].Errors!);
        Assert.Equal(SecondNames[error.GetProperty("error").GetString()!], error.GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Matches("^[0-9a-f]{32}$", error.GetProperty("details").GetProperty("trace_id").GetString());
        return error;
    }

    private static void AssertApproved(string name, JsonElement error)
    {
        var seen = JsonNode.Parse(error.GetRawText())!;
        seen["details"]!["trace_id"] = new string('0', 32);
        var approved = JsonNode.Parse(File.ReadAllText(Repository.PathOf("McpAspire.Tests", "Errors", "approved", $"{name}.json")));
        Assert.True(JsonNode.DeepEquals(approved, seen), $"{name}: {seen.ToJsonString()}");
    }
}
