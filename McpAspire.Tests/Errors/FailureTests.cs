using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Errors;

/// <summary>A backend's failure, as the caller and the operator see it.</summary>
[Trait("Category", "Integration")]
public sealed class FailureTests
{
    /// <summary>Each row with a read by GET and, if retries matter, with the write and the read by POST.</summary>
    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        foreach (var row in FailureTable.Rows)
        {
            data.Add(row.Name, "get_user_profile");
            if (row.Attempts > 1 || row.QueryAttempts > 1)
            {
                data.Add(row.Name, "create_ticket");
                data.Add(row.Name, "query_data");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Becomes_an_error_after_the_expected_attempts_and_is_counted(string backend, string tool)
    {
        var row = FailureTable.Rows.Single(row => row.Name == backend);
        var (attempts, repetitions) = tool is "query_data" ? (row.QueryAttempts, 0) : (row.Attempts, row.Attempts - 1);
        await using var system = await FailingSystem.StartAsync(row.Answer, row.Nowhere);

        var error = await system.CallFailsAsync(tool);

        Assert.Equal((row.Error, SecondName(row.Error)), ((string?)error["error"], (string?)error["code"]));
        var details = error["details"]!;
        Assert.Equal(
            (row.Reason, row.Status, row.RetryAfterSeconds),
            ((string?)details["reason"], (int?)details["status"], (int?)details["retry_after_seconds"]));
        Assert.Equal(row.Retryable, (bool?)error["retryable"]);
        Assert.Matches("^[0-9a-f]{32}$", (string?)details["trace_id"]);
        Assert.Equal(row.Nowhere is null ? attempts : 0, system.Backend.Requests.Count);
        Assert.Equal(
            [
                .. Enumerable.Repeat($"mcpaspire.backend.retries reason={row.RepeatedFor}", repetitions),
                $"mcpaspire.tool.calls tool={tool} outcome=error "
                    + $"error_code={row.Error}{(row.Reason is null ? string.Empty : $" reason={row.Reason}")}",
            ],
            system.Counts.Counts);
        var elapsed = system.Time.GetUtcNow() - FailingSystem.Start;
        Assert.InRange(elapsed, TimeSpan.Zero, FailingSystem.Deadline);
        Assert.True(tool is "query_data" || row.Seconds is not { } seconds || elapsed == TimeSpan.FromSeconds(seconds), $"{elapsed}");
    }

    [Fact]
    public async Task A_failed_call_is_in_flight_no_longer()
    {
        await using var system = await FailingSystem.StartAsync(Answers.Status(404));
        using var changes = new RecordedCounts(system.Server.Services.GetRequiredService<IMeterFactory>(), "mcpaspire.tool.active");

        await system.CallFailsAsync("get_user_profile");

        Assert.Equal(["mcpaspire.tool.active tool=get_user_profile", "mcpaspire.tool.active tool=get_user_profile"], changes.Counts);
    }

    [Fact]
    public async Task A_query_that_is_repeated_with_fewer_rows_ends_by_the_deadline()
    {
        await using var system = await FailingSystem.StartAsync(Answers.SendTooMuchSlowly);

        var error = await system.CallFailsAsync("query_data");

        Assert.Equal(("timeout", "Backend request timeout after 15s."), ((string?)error["details"]!["reason"], (string?)error["message"]));
        Assert.Equal(2, system.Backend.Requests.Count);
        Assert.Equal(FailingSystem.Deadline, system.Time.GetUtcNow() - FailingSystem.Start);
    }

    [Fact]
    public async Task A_failing_backend_is_not_called_until_its_breaker_closes()
    {
        await using var system = await FailingSystem.StartAsync(Answers.Status(503));
        for (var call = 0; call < 3; call++)
        {
            await system.CallFailsAsync("get_user_profile");
        }

        var asked = system.Backend.Requests.Count;
        var error = await system.CallFailsAsync("create_ticket");

        Assert.Equal(
            ("SERVICE_ERROR", "BACKEND_ERROR", "circuit_open", true),
            ((string?)error["error"], (string?)error["code"], (string?)error["details"]!["reason"], (bool?)error["retryable"]));
        Assert.Equal((10, 10), (asked, system.Backend.Requests.Count));

        system.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("unavailable", (string?)(await system.CallFailsAsync("query_data"))["details"]!["reason"]);
    }

    private static string SecondName(string error) => error switch
    {
        "VALIDATION_ERROR" => "INVALID_INPUT",
        "SERVICE_ERROR" => "BACKEND_ERROR",
        "TIMEOUT_ERROR" => "TIMEOUT",
        _ => error,
    };
}
