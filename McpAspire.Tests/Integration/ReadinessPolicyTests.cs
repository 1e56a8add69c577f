using System.Net;
using McpAspire.Tests.Reliability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Integration;

/// <summary>Readiness of the real server with real dependencies.</summary>
[Trait("Category", "Integration")]
public sealed class ReadinessPolicyTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("true", HttpStatusCode.ServiceUnavailable)]
    [InlineData("false", HttpStatusCode.OK)]
    public async Task Two_failed_backend_checks_make_it_not_ready_if_configured_and_one_success_ready_again(
        string check, HttpStatusCode without)
    {
        await using var gate = new BackendGate(server.Backend.Api.BaseAddress!);
        var time = new ManualTime(skips: wait => wait < TimeSpan.FromSeconds(1));
        await using var host = Start(gate.Address, time, ("READINESS_CHECK_BACKEND", check));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host));

        gate.Shut();
        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(host, time));
        Assert.Equal(without, await AskLaterAsync(host, time));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "/health/live"));
        gate.Open();

        // The circuit to the backend may stay open for 5 more seconds.
        time.Advance(Interval);
        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(host, time));
    }

    [Fact]
    public async Task Two_checks_without_a_valid_token_make_it_not_ready_and_one_with_a_new_token_ready_again()
    {
        // Azure.Identity uses the system clock and does not cache tokens that expire within 5 minutes.
        var lifetime = TimeSpan.FromMinutes(1);
        await using var backend = new ProtectedBackend(builder => builder.UseSetting("Entra:AccessTokenLifetime", $"{lifetime}"));
        await backend.InitializeAsync();
        var time = new ManualTime(skips: wait => wait < TimeSpan.FromSeconds(1), start: TimeProvider.System.GetUtcNow());
        await using var host = new ServerHost(
            backend.Api.BaseAddress!, services => services.AddSingleton<TimeProvider>(time), backend.ServerSettings);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host));

        backend.Entra.Failures.Add(new(503, Count: 10_000));
        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(host, time));
        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(host, time));

        time.Advance(lifetime);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskLaterAsync(host, time));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "/health/live"));

        backend.Entra.Failures.Clear();
        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(host, time));
    }

    [Fact]
    public async Task Is_not_ready_before_its_first_token()
    {
        var file = Path.Combine(server.Backend.Entra.Directory, $"{Guid.NewGuid()}");
        await File.WriteAllTextAsync(
            file, server.Backend.Entra.Cluster.Issue("mcp-client", TimeSpan.FromHours(1)), Cancellation);
        var time = new ManualTime(skips: wait => wait < TimeSpan.FromSeconds(1));
        await using var host = Start(server.Backend.Api.BaseAddress!, time, ("AZURE_FEDERATED_TOKEN_FILE", file));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(host));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "/health/live"));

        await File.WriteAllTextAsync(
            file, server.Backend.Entra.Cluster.Issue("mcp-server", TimeSpan.FromHours(1)), Cancellation);

        Assert.Equal(HttpStatusCode.OK, await AskLaterAsync(host, time));
    }

    [Fact]
    public async Task A_thousand_concurrent_probes_call_a_hanging_backend_once_and_complete_within_three_seconds()
    {
        var (asked, hanging) = (0, new TaskCompletionSource());
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var backend = builder.Build();
        backend.Run(async context =>
        {
            Interlocked.Increment(ref asked);
            await Task.WhenAny(hanging.Task, Task.Delay(Timeout.Infinite, context.RequestAborted));
        });
        await backend.StartAsync(Cancellation);
        // Advances the clock by the limits while all calls wait.
        var time = new ManualTime(skips: wait => wait == TimeSpan.FromSeconds(2));
        await using var host = new ServerHost(new Uri(backend.Urls.Single()), services => services.AddSingleton<TimeProvider>(time));
        var start = time.GetUtcNow();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = host.Address };

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ =>
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
            return answer.StatusCode;
        }));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer));
        Assert.InRange(asked, 0, 1 + (int)((time.GetUtcNow() - start) / TimeSpan.FromSeconds(0.5)));
        hanging.SetResult();
    }

    private static async Task<HttpStatusCode> AskAsync(ServerHost host, string path = "/health/ready") =>
        (await host.SendAsync(path, McpCall.Of(Revision.November2025, "none") with { Verb = "GET" })).Status;

    private static Task<HttpStatusCode> AskLaterAsync(ServerHost host, ManualTime time)
    {
        time.Advance(Interval);
        return AskAsync(host);
    }

    private ServerHost Start(Uri backend, ManualTime time, params (string Name, string Value)[] settings) =>
        new(
            backend,
            services => services.AddSingleton<TimeProvider>(time),
            [.. server.Settings, ("AUTHORIZATION_MODE", "None"), .. settings]);
}
