using McpAspire.ScaleModel.Measured;

namespace McpAspire.ScaleModel.Simulation;

/// <summary>One pod's server as the model sees it.</summary>
internal sealed record Server
{
    /// <summary>CPU from start to first answer, in core-seconds.</summary>
    public required double CpuOfStart { get; init; }

    /// <summary>CPU of a call once everything is compiled, in core-seconds.</summary>
    public required double CpuPerCall { get; init; }

    /// <summary>CPU of a call that gets no place, in core-seconds.</summary>
    public required double CpuPerRefusal { get; init; }

    /// <summary>After that much work, in core-seconds, a call costs that much: the compiler learns from work, not from time.</summary>
    public required IReadOnlyList<(double Work, double CpuPerCall)> WarmUp { get; init; }

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

    public static Server Of(Figures figures, double cpuRequest, double cpuLimit) => new()
    {
        CpuOfStart = figures.CpuOfStart,
        CpuPerCall = figures.CpuPerCall,
        CpuPerRefusal = figures.CpuPerRefusal,
        WarmUp = [.. WarmUpOf(figures)],
        CpuRequest = cpuRequest,
        CpuLimit = cpuLimit,
    };

    /// <summary>What a call costs after that much work, in core-seconds.</summary>
    public double CostAfter(double work)
    {
        foreach (var (until, cost) in WarmUp)
        {
            if (work < until)
            {
                return cost;
            }
        }

        return CpuPerCall;
    }

    private static IEnumerable<(double Work, double CpuPerCall)> WarmUpOf(Figures figures)
    {
        var work = 0.0;
        foreach (var second in figures.Starts[0].Seconds)
        {
            work += second.CpuSeconds;
            yield return (work, Math.Max(figures.CpuPerCall, second.CpuSeconds / second.Calls));
        }
    }
}
