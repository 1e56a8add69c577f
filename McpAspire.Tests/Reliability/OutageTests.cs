using System.Net;
using System.Net.Sockets;
using McpAspire.Tests.Errors;
using McpAspire.Tests.Integration;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Reliability;

/// <summary>The server during and after an outage of its backend.</summary>
[Trait("Category", "Integration")]
public sealed class OutageTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private const string User = """{"user_id":"123"}""";

    private const int CallsAtOnce = 4;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_two_minute_outage_causes_few_attempts_and_calls_succeed_ten_seconds_later()
    {
        await using var gate = new BackendGate(backend.Address);
        var time = new ManualTime(skips: wait => wait < TimeSpan.FromSeconds(5));
        await using var server = new ServerHost(gate.Address, services => services.AddSingleton<TimeProvider>(time));
        await using var client = await server.ConnectAsync();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address };
        await client.CallOkAsync("get_user_profile", User);

        gate.Shut();
        var (calls, fast) = (0, 0);
        for (var end = time.GetUtcNow() + TimeSpan.FromMinutes(2); time.GetUtcNow() < end; time.Advance(Second))
        {
            var (attempts, now) = (gate.Refused, time.GetUtcNow());
            var reasons = await Task.WhenAll(Enumerable.Range(0, CallsAtOnce).Select(_ => ReasonAsync(client)));
            Assert.All(reasons, reason => Assert.Contains(reason, (string[])["unavailable", "circuit_open"]));
            if (gate.Refused == attempts)
            {
                Assert.All(reasons, reason => Assert.Equal("circuit_open", reason));
                Assert.Equal(now, time.GetUtcNow());
                fast += CallsAtOnce;
            }

            calls += CallsAtOnce;
            Assert.Equal(DocumentedTools.Names.Count, (await client.ListToolsAsync(cancellationToken: Cancellation)).Count);
            using var live = await http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        // The breaker opens at the 10th attempt, while others may be in flight, and permits one every 5 seconds.
        Assert.InRange(gate.Refused, 10, 10 + CallsAtOnce + (120 / 5));
        Assert.True(calls > 350 && fast > calls * 3 / 4, $"{fast} of {calls} calls failed at once.");

        gate.Open();
        var back = time.GetUtcNow();
        while ((await client.CallAsync("get_user_profile", User)).IsError is true)
        {
            time.Advance(Second);
            Assert.True(time.GetUtcNow() - back <= TimeSpan.FromSeconds(10), "The server does not find the backend again.");
        }

        await client.CallOkAsync("create_ticket", """{"title":"Printer","description":"It prints nothing but stripes."}""");
    }

    [Fact]
    public async Task A_connection_that_closes_immediately_is_an_unavailable_backend()
    {
        // Skips the waits between attempts; no other timer advances the clock.
        var time = new ManualTime(skips: static wait => wait < TimeSpan.FromSeconds(5));
        var ended = new SocketException((int)SocketError.NotConnected);
        await using var server = new ServerHost(backend.Address, services =>
        {
            services.AddSingleton<TimeProvider>(time);
            ThrowingHandler.Add(services, ended);
        });
        await using var client = await server.ConnectAsync();

        Assert.Equal("unavailable", await ReasonAsync(client));
    }

    private static async Task<string?> ReasonAsync(McpClient client) =>
        (await client.CallFailsAsync("get_user_profile", User)).GetProperty("details").GetProperty("reason").GetString();
}
