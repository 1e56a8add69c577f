using System.Net;

namespace McpAspire.Tests.Integration;

/// <summary>A rolling restart: callers switch to another pod when this one is not ready.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class DrainUnderLoadTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private const int Callers = 8;

    /// <summary>Calls of all callers before the signal.</summary>
    private const int CallsBefore = 40;

    private static readonly McpCall User = McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = "123" });

    [Fact]
    public async Task No_call_fails_between_the_signal_and_the_exit()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var server = await ProgramUnderTest.StartServerAsync(
            ("BACKEND_API_URL", backend.Address.ToString()), ("DRAIN_DELAY", "5"));
        var (made, enough) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        async Task<int> CallUntilNotReadyAsync()
        {
            for (var calls = 0; ; calls++)
            {
                if (await StatusAsync(server, "/health/ready") != HttpStatusCode.OK)
                {
                    return calls;
                }

                var answer = await McpRequests.SendAsync(server.Endpoint, "/mcp", User, Cancellation);
                Assert.Equal((HttpStatusCode.OK, false), (answer.Status, answer.Result["isError"]?.GetValue<bool>() ?? false));
                if (Interlocked.Increment(ref made) == CallsBefore)
                {
                    enough.SetResult();
                }
            }
        }

        while (await StatusAsync(server, "/health/ready") != HttpStatusCode.OK)
        {
            // Waits until the backend has been called.
        }

        var callers = Enumerable.Range(0, Callers).Select(_ => CallUntilNotReadyAsync()).ToList();
        await Task.WhenAny(enough.Task, Task.WhenAll(callers));
        await server.SignalAsync("TERM");

        Assert.InRange((await Task.WhenAll(callers)).Sum(), CallsBefore, int.MaxValue);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
        Assert.Equal(0, await server.ExitedAsync(Cancellation));
    }

    [Fact]
    public async Task A_call_in_flight_at_the_end_of_the_drain_delay_completes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var slow = await BlockedBackend.StartAsync();
        await using var server = await ProgramUnderTest.StartServerAsync(
            ("BACKEND_API_URL", slow.Address.ToString()), ("READINESS_CHECK_BACKEND", "false"));
        var call = McpRequests.SendAsync(server.Endpoint, "/mcp", McpRequests.User, Cancellation);
        await slow.Started.Task.WaitAsync(Cancellation);

        await server.SignalAsync("TERM");
        await UntilNothingListensAsync(server);
        slow.Released.SetResult();

        Assert.Equal("1", (await call).Result["structuredContent"]!["id"]!.GetValue<string>());
        Assert.Equal(0, await server.ExitedAsync(Cancellation));
    }

    private static async Task UntilNothingListensAsync(ProgramUnderTest server)
    {
        try
        {
            while (true)
            {
                await StatusAsync(server, "/health/live");
            }
        }
        catch (HttpRequestException)
        {
            // It accepts no more connections.
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(ProgramUnderTest server, string path)
    {
        var call = McpCall.Of(Revision.November2025, "none") with { Verb = "GET" };
        return (await McpRequests.SendAsync(server.Endpoint, path, call, Cancellation)).Status;
    }
}
