using McpAspire.Testing.Replicas;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Reliability;

/// <summary>
/// Three servers behind a proxy, under load from clients of both protocol eras. The verb <c>replicas</c> of bench/ has the long form.
/// </summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ReplicaTests : IAsyncLifetime
{
    private const int Replicas = 3;

    private const int Callers = 6;

    /// <summary>Calls of all callers between two events.</summary>
    private const int Calls = 40;

    private readonly BackendDataDirectory _directory = new();
    private readonly AnswerGate _gate = new();
    private readonly BackendFixture _backend;

    public ReplicaTests() =>
        _backend = new(_directory, builder => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(_gate)));

    public ValueTask InitializeAsync() => _backend.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        await _backend.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_killed_replica_loses_no_call_and_a_rolling_restart_fails_none()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var replicas = await ReplicaSet.StartAsync(Replicas, ("BACKEND_API_URL", $"{_backend.Address}"), ("DRAIN_DELAY", "2"));
        await using var callers = await ToolCallers.ConnectAsync(replicas.Endpoint, Callers, seed: 1, maxAttempts: 10);
        callers.Start();
        await callers.WaitForCallsAsync(Calls);

        // Every caller waits for a response while its ticket may already exist.
        await callers.WhileCallingAsync(_gate.Shut(Callers));
        var killed = replicas.Busiest();
        var unanswered = await replicas.KillAsync(killed);
        _gate.Open();
        await callers.WaitForCallsAsync(Calls);
        var failures = callers.Tally.Failures.Count;
        Assert.InRange(unanswered, Callers / Replicas, Callers);
        Assert.InRange(callers.Tally.Repeated, unanswered, Callers * 2);

        for (var offset = 0; offset < Replicas; offset++)
        {
            await callers.WhileCallingAsync(replicas.ReplaceAsync((killed + offset) % Replicas));
            await callers.WaitForCallsAsync(Calls);
        }

        await callers.WhileCallingAsync(replicas.ExitedAsync());
        await callers.WaitForCallsAsync(Calls);
        await callers.StopAsync();

        Assert.Equal(new int[Replicas - 1], (await replicas.ExitedAsync())[1..]);
        Assert.Equal((failures, 0), (callers.Tally.Failures.Count, callers.Tally.Refused));
        Assert.Empty(callers.Tally.Lost);
        Assert.Empty((await callers.CompareTicketsAsync()).Problems);
    }

    [Fact]
    public async Task A_rolling_restart_fails_no_call_of_clients_that_keep_their_connections_and_never_retry()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var replicas = await ReplicaSet.StartAsync(Replicas, ("BACKEND_API_URL", $"{_backend.Address}"), ("DRAIN_DELAY", "2"));
        await using var callers = new KeptCallers(replicas, Callers);
        for (var index = 0; index < Replicas; index++)
        {
            await callers.WaitForCallsAsync(Calls);
            await replicas.ReplaceAsync(index);
        }

        Assert.Equal(new int[Replicas], await replicas.ExitedAsync());
        await callers.StopAsync();
        Assert.Empty(callers.Failures);
        Assert.InRange(callers.Connections, Callers + 1, int.MaxValue);
    }
}
