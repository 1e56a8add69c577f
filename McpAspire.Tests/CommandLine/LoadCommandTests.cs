using System.Text.Json.Nodes;
using McpAspire.Tests.Client;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.CommandLine;

[Trait("Category", "Integration")]
public sealed class LoadCommandTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Makes_the_requested_number_of_calls()
    {
        var run = await CommandRun.RunAsync(
            server.Endpoint, "load", "list_users", "--limit", "1", "--calls", "200", "--connections", "8", "--json");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal(
            (200, 0, 8, 200),
            ((int)report["calls"]!, (int)report["failed"]!, (int)report["connections"]!, (int)report["outcomes"]!["ok"]!));
        Assert.Equal(200, report["histogram"]!.AsArray().Sum(static bucket => (long)bucket!["count"]!));
        var latency = report["latency_ms"]!;
        double[] ascending = [.. ((string[])["min", "p50", "p90", "p99", "p99_9", "max"]).Select(name => (double)latency[name]!)];
        Assert.Equal(ascending.Order(), ascending);
    }

    [Fact]
    public async Task Its_report_fits_80_columns()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "load", "get_user_profile", "--user-id", "nobody", "--calls", "20");

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        CommandLineTests.AssertPlain(run);
        Assert.Matches("(?m)^20 calls in [0-9.]+ s over 4 connections: [0-9.]+ calls/s, 20 failed$", run.Output);
        Assert.Matches("(?m)^SERVICE_ERROR/not_found +20 +100.0 %$", run.Output);
        Assert.Matches("(?m)^ +[0-9.]+ to +[0-9.]+ ms #+ [0-9]+$", run.Output);
    }

    [Theory]
    [InlineData("100", 0)]
    [InlineData("47.7", 0)]
    [InlineData("47.6", 1)]
    [InlineData(null, 1)]
    public async Task Tolerates_the_permitted_share_of_failures(string? maxErrorRate, int code)
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = ReadOnly("list_users");
        var requests = 0;
        fake.Refuses = (context, _) =>
        {
            // The first requests connect; afterwards, every second one is refused.
            var refused = fake.Calls.Count + Volatile.Read(ref requests) > 0 && Interlocked.Increment(ref requests) % 2 == 1;
            context.Response.StatusCode = refused ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return refused;
        };

        var run = await CommandRun.RunAsync(
            fake.Address,
            [
                "load",
                "list_users",
                "--calls",
                "21",
                "--connections",
                "1",
                "--json",
                .. maxErrorRate is null ? (string[])[] : ["--max-error-rate", maxErrorRate]]);

        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal((code, 21, 10), (run.ExitCode, (int)report["calls"]!, (int)report["outcomes"]!["http_503"]!));
    }

    [Fact]
    public async Task Does_not_call_a_writing_tool_unless_allowed()
    {
        await using var fake = await FakeMcpServer.StartAsync();

        var refused = await CommandRun.RunAsync(fake.Address, "load", "create_ticket", "--calls", "3");
        var allowed = await CommandRun.RunAsync(fake.Address, "load", "create_ticket", "--calls", "3", "--allow-writes");

        Assert.Equal(
            (
                3,
                $"McpAspire.Client: {fake.Address}mcp: create_ticket is not marked as read-only, so it was not called. To call it, "
                    + "specify --allow-writes.\n"),
            (refused.ExitCode, refused.Error));
        Assert.Equal((0, 3), (allowed.ExitCode, fake.Calls.Count));
    }

    [Fact]
    public async Task The_number_of_error_names_of_a_server_is_limited()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = ReadOnly("list_users");
        var made = 0;
        fake.Answer = _ => FakeMcpServer.Failure(
            $$$"""{"error":"E{{{Interlocked.Increment(ref made)}}}\u001b[2J","code":"C","message":"m","retryable":false,"details":{}}""");

        var run = await CommandRun.RunAsync(fake.Address, "load", "list_users", "--calls", "100", "--connections", "1", "--json");

        var outcomes = JsonNode.Parse(run.Output)!["outcomes"]!.AsObject();
        Assert.Equal((33, 68, 1), (outcomes.Count, (int)outcomes["other"]!, (int)outcomes["E1?[2J"]!));
    }

    [Fact]
    public async Task Stops_after_the_duration()
    {
        var run = await CommandRun.RunAsync(
            server.Endpoint, "load", "list_users", "--duration", "0.3", "--connections", "1", "--rate", "50", "--json");

        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal((0, 15, 50), (run.ExitCode, (int)report["calls"]!, (int)report["rate"]!));
    }

    private static Tool ReadOnly(string name) => new() { Name = name, Annotations = new() { ReadOnlyHint = true } };
}
