using System.Diagnostics;

namespace McpAspire.Testing.Chaos;

/// <summary>What a process holds.</summary>
internal sealed record ProcessUse(int Threads, int Handles, int ResidentMiB)
{
    /// <summary>The most that any of the processes holds.</summary>
    public static ProcessUse Most(IEnumerable<int> processIds)
    {
        var uses = processIds.Select(Read).ToList();
        return new(uses.Max(static use => use.Threads), uses.Max(static use => use.Handles), uses.Max(static use => use.ResidentMiB));
    }

    private static ProcessUse Read(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return new(process.Threads.Count, process.HandleCount, (int)(process.WorkingSet64 / 1024 / 1024));
    }
}
