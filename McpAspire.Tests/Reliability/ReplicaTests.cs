using McpAspire.Testing.Replicas;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Reliability;

/// <summary>Three servers behind a proxy, under load from clients of both protocol eras. bench/McpAspire.ReplicaBench has the long form.</summary>
[Trait("Category", "Integration")]
public sealed class ReplicaTests : IAsyncLifetime
{
    private const int Replicas = 3;

    private const int Callers = 6;

    /// <summary>Calls of all callers between two events.</summary>
    private const int Calls = 40;

    private readonly BackendDataDirectory _directory = new();
    private readonly AnswerGate _gate = new();
    private readonly BackendFixture _backend;

    public ReplicaTests() => _backend = new BackendFixture(_directory, builder => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(_gate)));

    public ValueTask InitializeAsync() => _backend.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        await _backend.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_killed_replica_loses_no_read_and_doubles_no_write()
    {
        await using var replicas = await StartAsync();
        await using var callers = await ReplicaCallers.ConnectAsync(replicas.Endpoint, Callers);
        callers.Start();
        await callers.MakeAsync(Calls);

        // Every caller waits for an answer, and the tickets exist.
        await callers.UntilAsync(_gate.Shut(Callers));
        var unanswered = await replicas.KillAsync(replicas.Busiest());
        _gate.Open();
        await callers.MakeAsync(Calls);
        await callers.StopAsync();

        Assert.InRange(unanswered, Callers / Replicas, Callers);
        Assert.InRange(callers.Tally.Repeated, unanswered, Callers * 2);
        Assert.Empty(callers.Tally.Lost);
        await EachTicketIsStoredOnceAsync(callers.Tally);
    }

    [Fact]
    public async Task No_call_fails_while_all_replicas_are_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var replicas = await StartAsync(("DRAIN_DELAY", "2"));
        await using var callers = await ReplicaCallers.ConnectAsync(replicas.Endpoint, Callers);
        callers.Start();
        for (var index = 0; index < replicas.Count; index++)
        {
            await callers.MakeAsync(Calls);
            await callers.UntilAsync(replicas.ReplaceAsync(index));
        }

        var ended = replicas.EndedAsync();
        await callers.UntilAsync(ended);
        await callers.MakeAsync(Calls);
        await callers.StopAsync();

        Assert.Equal(new int[Replicas], await ended);
        Assert.Empty(callers.Tally.Failures);
        Assert.Empty(callers.Tally.Lost);
        await EachTicketIsStoredOnceAsync(callers.Tally);
    }

    private Task<ReplicaSet> StartAsync(params (string Name, string Value)[] settings) => ReplicaSet.StartAsync(Replicas, [("BACKEND_API_URL", _backend.Address.ToString()), .. settings]);

    private async Task EachTicketIsStoredOnceAsync(CallTally tally)
    {
        var stored = await StoredTickets.ReadAsync(_backend.Client, _backend.Address, ReplicaCallers.TitlePrefix, TestContext.Current.CancellationToken);
        Assert.NotEmpty(stored);
        Assert.Equal(tally.Tickets.OrderBy(ticket => ticket.Key, StringComparer.Ordinal), stored.OrderBy(ticket => ticket.Key, StringComparer.Ordinal));
    }
}
