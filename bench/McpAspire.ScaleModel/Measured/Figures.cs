namespace McpAspire.ScaleModel.Measured;

/// <summary>What bench/McpAspire.ScaleBench has measured of one server: the input of the model.</summary>
internal sealed record Figures
{
    /// <summary>Processor, cores, runtime, configuration and package mode.</summary>
    public required string Machine { get; init; }

    public required DateOnly MeasuredOn { get; init; }

    /// <summary>Starts with different amounts of CPU; the first has a whole core.</summary>
    public required IReadOnlyList<StartFigures> Starts { get; init; }

    /// <summary>Load of different widths on a warm server: 1 connection, 16, and more.</summary>
    public required IReadOnlyList<LoadFigures> Loads { get; init; }

    /// <summary>More callers than the server has places.</summary>
    public required IReadOnlyList<OverloadFigures> Overloads { get; init; }

    public required RefusalFigures Refusals { get; init; }

    /// <summary>Memory before, under and after load, by what the heap may take.</summary>
    public required IReadOnlyList<MemoryFigures> Memory { get; init; }

    public required ProcessFigures Process { get; init; }

    /// <summary>CPU of a call on a warm server that has little else to do, in seconds: one call after the other.</summary>
    public double CpuPerCall => Loads[0].CpuMicroseconds / 1e6;

    /// <summary>CPU of a call on a warm server whose core is busy, in seconds: 16 at once share wake-ups and system calls.</summary>
    public double CpuPerCallWhenBusy => Loads[1].CpuMicroseconds / 1e6;

    /// <summary>CPU of a call that gets no answer, in seconds: of both kinds, as often as the widest overload had them.</summary>
    public double CpuPerRefusal => ((Overloads[^1].Refused * Refusals.Refused) + (Overloads[^1].RateLimited * Refusals.RateLimited)) / (Overloads[^1].Refused + Overloads[^1].RateLimited) / 1e6;

    /// <summary>CPU from the start of the process to its first answered call, in seconds.</summary>
    public double CpuOfStart => Starts[0].CpuSecondsToFirstCall;
}
