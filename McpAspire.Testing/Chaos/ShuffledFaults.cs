using System.Globalization;

namespace McpAspire.Testing.Chaos;

/// <summary>All faults in an order that the seed determines; each occurs once before any is repeated.</summary>
internal sealed class ShuffledFaults
{
    private static readonly string[] Backend =
    [
        "status=500;count=3", "status=503;count=5", "status=429;retry-after=1;count=3", "redirect;count=2", "hang;count=2",
        "delay=1500;count=5",
        "drop=before;count=5", "drop=after;count=5", "drop=body;count=5",
        "body=truncated;count=3", "body=garbage;count=3", "body=html;count=3", "body=huge;size=5000000;count=2",
        "body=slow;interval=5;count=3",
    ];

    private static readonly string[] Targets = ["", ";method=GET", ";method=POST;path=/tickets"];

    private static readonly string[] Health =
        ["status=503;path=/health;count=5", "hang;path=/health;count=2", "drop=before;path=/health;count=5"];

    private static readonly string[] Tokens =
    [
        /*lang=json,strict*/ """{"status":503,"count":2}""",
        /*lang=json,strict*/ """{"status":429,"retry_after_seconds":1,"count":2}""",
        /*lang=json,strict*/ """{"status":200,"delay_milliseconds":1000,"count":2}""",
    ];

    /// <summary>Retry-After dates relative to now.</summary>
    private static readonly TimeSpan[] RetryDates = [TimeSpan.FromHours(-1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)];

    private readonly FaultControl _control;
    private readonly SeedRandom _random;
    private readonly (string Kind, Func<Task> Break)[] _faults;
    private int _left;

    public ShuffledFaults(FaultControl control, SlowCallers slow, SeedRandom random)
    {
        (_control, _random) = (control, random);
        _faults =
        [
            .. Backend.Select(fault => Fault("backend", () => control.BreakBackendAsync(fault + random.Pick(Targets)))),
            .. Health.Select(fault => Fault("backend", () => control.BreakBackendAsync(fault))),
            .. RetryDates.Select(date => Fault("backend", () => control.BreakBackendAsync($"status=503;count=2;retry-after={Date(date)}"))),
            .. Tokens.Select(failure => Fault("token endpoint", () => control.BreakTokensAsync(failure))),
            .. slow.Kinds.Select(start => Fault("slow caller", start)),
        ];
    }

    /// <summary>Number of faults so far, by kind.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>Number of different faults.</summary>
    public int Count => _faults.Length;

    /// <summary>Causes the next fault.</summary>
    public Task BreakAsync()
    {
        if (_left == 0)
        {
            _random.Shuffle(_faults);
            _left = _faults.Length;
        }

        var (kind, act) = _faults[--_left];
        Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
        return act();
    }

    /// <summary>Fails the backend's health checks.</summary>
    public Task BreakHealthAsync() => _control.BreakBackendAsync("status=503;path=/health;count=10000");

    /// <summary>Issues no more tokens. Servers keep theirs until they expire.</summary>
    public Task BreakTokensAsync() => _control.BreakTokensAsync(/*lang=json,strict*/ """{"status":503,"count":10000}""");

    private static (string Kind, Func<Task> Break) Fault(string kind, Func<Task> act) => (kind, act);

    private static string Date(TimeSpan fromNow) => (TimeProvider.System.GetUtcNow() + fromNow).ToString("R", CultureInfo.InvariantCulture);
}
