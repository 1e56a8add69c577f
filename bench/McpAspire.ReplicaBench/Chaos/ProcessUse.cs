using System.Globalization;

namespace McpAspire.ReplicaBench.Chaos;

/// <summary>What a process holds, read from /proc.</summary>
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
        var status = File.ReadLines($"/proc/{processId}/status").Select(static line => line.Split(['\t', ' ', ':'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        return new(Value("Threads"), Directory.GetFiles($"/proc/{processId}/fd").Length, Value("VmRSS") / 1024);

        int Value(string name)
        {
            return int.Parse(status.First(words => words[0] == name)[1], CultureInfo.InvariantCulture);
        }
    }
}
