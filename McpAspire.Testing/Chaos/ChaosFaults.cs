using System.Globalization;

namespace McpAspire.Testing.Chaos;

/// <summary>Everything that goes wrong, each once before any comes again, in the order and at the place that the seed says.</summary>
internal sealed class ChaosFaults : IDisposable
{
    private static readonly string[] Backend =
    [
        "status=500;count=3", "status=503;count=5", "status=429;retry-after=1;count=3", "redirect;count=2", "hang;count=2", "delay=1500;count=5",
        "drop=before;count=5", "drop=after;count=5", "drop=body;count=5",
        "body=truncated;count=3", "body=garbage;count=3", "body=html;count=3", "body=huge;size=5000000;count=2", "body=slow;interval=5;count=3",
    ];

    private static readonly string[] Targets = ["", ";method=GET", ";method=POST;path=/tickets"];

    private static readonly string[] Health = ["status=503;path=/health;count=5", "hang;path=/health;count=2", "drop=before;path=/health;count=5"];

    private static readonly string[] Tokens =
    [
        /*lang=json,strict*/ """{"status":503,"count":2}""", /*lang=json,strict*/ """{"status":429,"retry_after_seconds":1,"count":2}""", /*lang=json,strict*/ """{"status":200,"delay_milliseconds":1000,"count":2}""",
    ];

    /// <summary>Dates that the backend asks to wait for, seen from now.</summary>
    private static readonly TimeSpan[] RetryDates = [TimeSpan.FromHours(-1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)];

    /// <summary>To where the servers' clock jumps, seen from the machine's.</summary>
    private static readonly TimeSpan[] ServerJumps = [TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromDays(2), TimeSpan.FromDays(-2), TimeSpan.Zero];

    /// <summary>The same of the backend and its Entra ID: beyond 5 minutes, tokens end before they begin, or the other way round.</summary>
    private static readonly TimeSpan[] ServiceJumps = [TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(-4), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(-30)];

    private readonly BrokenServices _broken;
    private readonly JumpingTime _servicesTime;
    private readonly JumpingTime _serversTime;
    private readonly Deck<(string Kind, Func<Task> Break)> _deck;

    /// <param name="services">What breaks.</param>
    /// <param name="servers">The clock of the servers.</param>
    /// <param name="slow">Callers that are part of it.</param>
    /// <param name="dice">Decides.</param>
    public ChaosFaults(ChaosServices services, JumpingTime servers, SlowCallers slow, Dice dice)
    {
        (_broken, _servicesTime, _serversTime) = (new(services), services.Time, servers);
        _deck = new(dice,
        [
            .. Backend.Select(fault => Fault("backend", () => _broken.BreakBackendAsync(fault + dice.Pick(Targets)))),
            .. Health.Select(fault => Fault("backend", () => _broken.BreakBackendAsync(fault))),
            .. RetryDates.Select(date => Fault("backend", () => _broken.BreakBackendAsync($"status=503;count=2;retry-after={(TimeProvider.System.GetUtcNow() + date).ToString("R", CultureInfo.InvariantCulture)}"))),
            .. Tokens.Select(failure => Fault("token endpoint", () => _broken.BreakTokensAsync(failure))),
            .. ServerJumps.Select(ahead => Fault("clock", () => Jump(servers, ahead))),
            .. ServiceJumps.Select(ahead => Fault("clock", () => Jump(services.Time, ahead))),
            .. SlowCallers.Kinds.Select(kind => Fault("slow caller", () => slow.Begin(kind))),
        ]);
    }

    /// <summary>How many faults there were, by what they are of.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>How many different ones there are.</summary>
    public int Kinds => _deck.Count;

    /// <summary>Breaks one thing more. The services' clock is right again: nothing would work for as long as it is wrong.</summary>
    public Task BreakAsync()
    {
        _servicesTime.Ahead = TimeSpan.Zero;
        var (kind, act) = _deck.Deal();
        Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
        return act();
    }

    /// <summary>The backend is unhealthy, there are no more tokens, and by the servers' clock those that they have are over.</summary>
    public async Task EndAllAsync()
    {
        await _broken.BreakBackendAsync("status=503;path=/health;count=10000");
        await EndTokensAsync();
        _serversTime.Ahead = TimeSpan.FromHours(2);
    }

    /// <summary>There are no more tokens. Those that the servers have are good until they end, by a clock that is right.</summary>
    public Task EndTokensAsync()
    {
        _serversTime.Ahead = TimeSpan.Zero;
        return _broken.BreakTokensAsync(/*lang=json,strict*/ """{"status":503,"count":10000}""");
    }

    /// <summary>Nothing is broken any more. The servers' clock stays as it is.</summary>
    public Task MendAsync()
    {
        _servicesTime.Ahead = TimeSpan.Zero;
        return _broken.MendAsync();
    }

    public void Dispose() => _broken.Dispose();

    private static (string Kind, Func<Task> Break) Fault(string kind, Func<Task> act) => (kind, act);

    private static Task Jump(JumpingTime time, TimeSpan ahead)
    {
        time.Ahead = ahead;
        return Task.CompletedTask;
    }
}
