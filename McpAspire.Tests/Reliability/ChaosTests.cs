using McpAspire.Tests.Entra;
using McpAspire.Testing.Chaos;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Reliability;

/// <summary>Everything breaks that a server depends on, and its clock. bench/McpAspire.ReplicaBench has the long form.</summary>
[Trait("Category", "Integration")]
public sealed class ChaosTests : IAsyncLifetime
{
    private const int Seed = 1;

    private const int Replicas = 2;

    private const int Callers = 6;

    private readonly string _directory = Directory.CreateTempSubdirectory("mcpaspire-chaos-").FullName;
    private readonly JumpingTime _time;
    private readonly ProtectedBackend _backend;

    public ChaosTests()
    {
        _time = new(Path.Combine(_directory, "services"));
        _backend = new(builder => builder.UseSetting("Entra:AccessTokenLifetime", "00:01:00").ConfigureServices(services => services.AddSingleton<TimeProvider>(_time)));
    }

    public ValueTask InitializeAsync() => _backend.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        _time.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Each_call_gets_one_answer_and_each_ticket_is_stored_once_whatever_breaks()
    {
        var services = new ChaosServices(_backend.Api.BaseAddress!, _backend.Entra.Addresses.Host, _backend.Entra.Directory, _time);
        await using var run = await ChaosRun.StartAsync(
            services, Path.Combine(_directory, "servers"), Replicas, Callers, Seed, ("BACKEND_API_TIMEOUT", "1"), ("BACKEND_TOTAL_TIMEOUT", "3"), ("Readiness__Interval", "00:00:00.5"));

        var phase = await run.PlayAsync("short", calls: 10, goesOn: static () => false);

        Assert.True(!phase.Faults.Any(), string.Join('\n', phase.Faults));
        Assert.Single(phase.Outages);
        Assert.True(phase is { Tally: { Answered: > 0, Refused: > 0, Left: > 0 }, ExpectedErrors: >= Replicas, Stored: > 0 }, $"{phase}");
    }
}
