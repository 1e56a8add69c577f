using McpAspire.ScaleModel.Measured;

namespace McpAspire.ScaleModel.Simulation;

/// <summary>One pod's server as the model sees it.</summary>
internal sealed record PodServer
{
    /// <summary>CPU from start to first answer, in core-seconds.</summary>
    public required double CpuOfStart { get; init; }

    /// <summary>CPU of a call on a core that is nearly idle, in core-seconds, once everything is compiled.</summary>
    public required double CpuPerCall { get; init; }

    /// <summary>The same on a core that is busy, where calls share wake-ups.</summary>
    public required double CpuPerCallWhenBusy { get; init; }

    /// <summary>CPU of a call that gets no place, in core-seconds.</summary>
    public required double CpuPerRefusal { get; init; }

    /// <summary>Until that much work is done, in core-seconds, a call costs so many times more: the compiler learns from work, not from time.</summary>
    public required IReadOnlyList<(double Work, double Factor)> WarmUp { get; init; }

    /// <summary>CPU request, in cores.</summary>
    public required double CpuRequest { get; init; }

    /// <summary>The CPU that the pod gets at most, in cores: its limit, or less on a node that has no more.</summary>
    public required double CpuLimit { get; init; }

    /// <summary>Resident memory before and after work, by request.</summary>
    public (double Idle, double Used) Memory { get; init; }

    /// <summary><c>BACKEND_MAX_CONCURRENT_CALLS</c>.</summary>
    public int BackendPlaces { get; init; } = 128;

    /// <summary><c>MAX_CONCURRENT_REQUESTS</c>.</summary>
    public int Places { get; init; } = 256;

    /// <summary>How long the backend takes for a call, in seconds.</summary>
    public double BackendSeconds { get; init; } = 0.05;

    public static PodServer Of(Figures figures, double cpuRequest, double cpuLimit) => new()
    {
        CpuOfStart = figures.CpuOfStart,
        CpuPerCall = figures.CpuPerCall,
        CpuPerCallWhenBusy = figures.CpuPerCallWhenBusy,
        CpuPerRefusal = figures.CpuPerRefusal,
        WarmUp = [.. WarmUpOf(figures)],
        CpuRequest = cpuRequest,
        CpuLimit = cpuLimit,
    };

    /// <summary>What a call costs a warm pod that has that share of the calls it can take at most.</summary>
    public double CostAt(double share) => CpuPerCall + ((CpuPerCallWhenBusy - CpuPerCall) * share);

    /// <summary>Calls a second for which a warm pod uses that many cores.</summary>
    public double CallsAt(double cores)
    {
        // cores = calls × CostAt(calls × busy cost ÷ limit), solved for calls.
        var slope = (CpuPerCallWhenBusy - CpuPerCall) * CpuPerCallWhenBusy / CpuLimit;
        return Math.Abs(slope) < 1e-12 ? cores / CpuPerCall : (Math.Sqrt((CpuPerCall * CpuPerCall) + (4 * slope * cores)) - CpuPerCall) / (2 * slope);
    }

    /// <summary>How many times more than later a call costs after that much work, in core-seconds.</summary>
    public double FactorAfter(double work)
    {
        foreach (var (until, factor) in WarmUp)
        {
            if (work < until)
            {
                return factor;
            }
        }

        return 1;
    }

    /// <summary>Relative to the last third of the same run, which is taken for warm: another run may have met a busier machine.</summary>
    private static IEnumerable<(double Work, double Factor)> WarmUpOf(Figures figures)
    {
        var seconds = figures.Starts[0].Seconds;
        var last = seconds.TakeLast(seconds.Count / 3).ToList();
        var warm = last.Sum(static second => second.CpuSeconds) / last.Sum(static second => second.Calls);
        var work = 0.0;
        foreach (var second in seconds)
        {
            work += second.CpuSeconds;
            yield return (work, Math.Max(1, second.CpuSeconds / second.Calls / warm));
        }
    }
}
