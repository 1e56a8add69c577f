using System.Net;
using McpAspire.Testing.Wire;

namespace McpAspire.Tests.Integration;

/// <summary>Shutdown of the server.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class DrainTests
{
    [Fact]
    public async Task After_SIGTERM_it_is_not_ready_but_serves_during_the_drain_delay_and_then_exits_with_0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var server = await ProgramUnderTest.StartServerAsync(("DRAIN_DELAY", "2"), ("READINESS_CHECK_BACKEND", "false"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));

        await server.SignalAsync("TERM");
        HttpStatusCode ready;
        while ((ready = await StatusAsync(server, "/health/ready")) == HttpStatusCode.OK)
        {
            // The signal may not have been handled yet.
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
        Assert.Contains("list_users", (await McpRequests.SendAsync(server.Endpoint, "/mcp", McpRequests.List, Cancellation)).ToolNames);
        Assert.Equal(0, await server.ExitedAsync(Cancellation));
    }

    [Fact]
    public async Task After_SIGTERM_the_next_response_on_a_kept_connection_announces_its_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var server = await ProgramUnderTest.StartServerAsync(("DRAIN_DELAY", "30"), ("READINESS_CHECK_BACKEND", "false"));
        using var connection = await KeptConnection.OpenAsync(server.Endpoint, Cancellation);
        var list = RawRequest.Of(server.Endpoint, "/mcp", McpRequests.List);
        Assert.Equal((200, null), await AnswerAsync());

        await server.SignalAsync("TERM");
        while (await StatusAsync(server, "/health/ready") == HttpStatusCode.OK)
        {
            // The signal is on its way.
        }

        Assert.Equal((200, "close"), await AnswerAsync());
        Assert.True(await connection.EndsAsync(Cancellation));
        Assert.False(server.HasExited);

        async Task<(int, string?)> AnswerAsync()
        {
            var answer = await connection.SendAsync(list, Cancellation);
            return (answer.Status, answer.Header("Connection"));
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(ProgramUnderTest server, string path) =>
        (await McpRequests.SendAsync(server.Endpoint, path, McpRequests.List with { Verb = "GET" }, Cancellation)).Status;
}
