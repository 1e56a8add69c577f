using McpAspire.ScaleModel.Autoscaling;

namespace McpAspire.ScaleModel.Simulation;

/// <summary>One pod, second by second.</summary>
internal sealed class Pod
{
    /// <summary>The time between two readings of metrics-server, <c>--metric-resolution</c>, in seconds.</summary>
    public const int MetricResolution = 15;

    /// <summary>The chart's <c>probes.readiness.initialDelaySeconds</c>.</summary>
    public const int ProbeDelay = 5;

    /// <summary>The chart's <c>probes.readiness.periodSeconds</c>.</summary>
    private const int ProbePeriod = 10;

    private readonly PodServer _server;
    private readonly int _startsAt;
    private double _startLeft;
    private double _work;
    private double _queue;
    private double _used;
    private int? _readyAt;
    private Sample? _cpu;
    private Sample? _memory;

    /// <param name="server">What runs in it.</param>
    /// <param name="startsAt">When its container starts, in seconds.</param>
    public Pod(PodServer server, int startsAt) => (_server, _startsAt, _startLeft) = (server, startsAt, server.CpuOfStart);

    public bool IsReady => _readyAt is not null;

    /// <summary>Calls under way: those that wait for the backend, and those that wait for the processor.</summary>
    public double UnderWay { get; private set; }

    /// <summary>A pod that has been ready for long, and has worked or not.</summary>
    public static Pod LongReady(PodServer server, bool isWarm) => new(server, int.MinValue / 2)
    {
        _startLeft = 0,
        _readyAt = int.MinValue / 2,
        _work = isWarm ? double.MaxValue / 2 : 0,
    };

    /// <summary>One second of work.</summary>
    /// <param name="now">The second.</param>
    /// <param name="calls">Calls that arrive in it.</param>
    /// <returns>Calls that are refused.</returns>
    public double Run(int now, double calls)
    {
        if (now < _startsAt)
        {
            return 0;
        }

        if (!IsReady)
        {
            var start = Math.Min(_server.CpuLimit, _startLeft);
            (_startLeft, _used) = (_startLeft - start, _used + start);
            var age = now - _startsAt;
            _readyAt = _startLeft <= 0 && age >= ProbeDelay && (age - ProbeDelay) % ProbePeriod == 0 ? now : null;
            return 0;
        }

        var factor = _server.FactorAfter(_work);
        var busyCost = _server.CpuPerCallWhenBusy * factor;
        var offered = _queue + calls;
        var most = Math.Min(_server.CpuLimit / busyCost, _server.BackendPlaces / _server.BackendSeconds);
        if (offered - most > _server.Places)
        {
            // Saying no takes processor time from those who get an answer, which makes more of the former.
            most = Math.Clamp((_server.CpuLimit - ((offered - _server.Places) * _server.CpuPerRefusal)) / (busyCost - _server.CpuPerRefusal), 0, most);
        }

        var served = Math.Min(offered, most);
        _queue = Math.Min(offered - served, _server.Places);
        var refused = offered - served - _queue;
        var cost = _server.CostAt(served * busyCost / _server.CpuLimit) * factor;
        var used = Math.Min(_server.CpuLimit, (served * cost) + (refused * _server.CpuPerRefusal));
        (_work, _used) = (_work + used, _used + used);
        UnderWay = Math.Min(_server.Places, _queue + (served * _server.BackendSeconds));
        return refused;
    }

    /// <summary>What metrics-server does with each pod; it knows usage of two readings only.</summary>
    public void Read(int now)
    {
        if (_startsAt <= now - MetricResolution)
        {
            _cpu = new(now, MetricResolution, _used / MetricResolution / _server.CpuRequest);
            _memory = new(now, MetricResolution, _work >= 1 ? _server.Memory.Used : _server.Memory.Idle);
        }

        _used = 0;
    }

    public ObservedPod Observe(int now, bool cpu) => new(_startsAt <= now ? _startsAt : null, IsReady, _readyAt ?? _startsAt, cpu ? _cpu : _memory);
}
