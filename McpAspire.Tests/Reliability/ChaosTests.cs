using McpAspire.Testing.Chaos;

namespace McpAspire.Tests.Reliability;

/// <summary>
/// Backend and token endpoint fail under load from callers, some of them slow. The verb <c>chaos</c> of bench/ has the long form.
/// </summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ChaosTests : IAsyncLifetime
{
    private const int Replicas = 2;

    private readonly ProtectedBackend _backend = new();

    public ValueTask InitializeAsync() => _backend.InitializeAsync();

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Fact]
    public async Task Each_call_has_a_proper_result_and_each_ticket_is_stored_once_while_dependencies_fail()
    {
        var addresses = new BackendAddresses(_backend.Api.BaseAddress!, _backend.Entra.Addresses.Host, _backend.Entra.Directory);
        await using var run = await ChaosRun.StartAsync(addresses, Replicas, callers: 6, seed: 1,
            ("BACKEND_API_TIMEOUT", "1"), ("BACKEND_TOTAL_TIMEOUT", "3"), ("Readiness__Interval", "00:00:00.5"));

        var phase = await run.PlayAsync(maxFaults: 12, maxCalls: 10, static () => false);

        Assert.True(!phase.Problems.Any(), string.Join('\n', phase.Problems));
        Assert.Equal(["backend", "slow caller", "token endpoint"], phase.Faults.Keys.Order(StringComparer.Ordinal));
        Assert.True(phase is { Tally: { Answered: > 0, Refused: > 0, Canceled: > 0 }, ExpectedErrors: >= Replicas }, $"{phase}");
    }
}
