using System.Net;
using McpAspire.Tests.Http;

namespace McpAspire.Tests.Integration;

/// <summary>How the server ends when it is told to.</summary>
[Trait("Category", "Integration")]
public sealed class DrainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_SIGTERM_it_is_not_ready_but_serves_until_the_drain_delay_is_over_and_then_ends_with_0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var server = await ProgramUnderTest.StartServerAsync(("DRAIN_DELAY", "2"), ("READINESS_CHECK_BACKEND", "false"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));

        await server.SignalAsync("TERM");
        HttpStatusCode ready;
        while ((ready = await StatusAsync(server, "/health/ready")) == HttpStatusCode.OK)
        {
            // The signal is on its way.
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
        Assert.Contains("list_users", (await McpRequests.SendAsync(server.Endpoint, "/mcp", McpRequests.List, Cancellation)).ToolNames);
        Assert.Equal(0, await server.ExitedAsync(Cancellation));
    }

    private static async Task<HttpStatusCode> StatusAsync(ProgramUnderTest server, string path) =>
        (await McpRequests.SendAsync(server.Endpoint, path, McpRequests.List with { Verb = "GET" }, Cancellation)).Status;
}
