using System.Diagnostics;
using System.Globalization;

namespace McpAspire.Bench.Contestants;

/// <summary>Which core who runs on: what is measured on the first, everything else on the second.</summary>
internal static class Machine
{
    private const string ServerCore = "0";
    private const string OtherCore = "1";

    /// <summary>Whether processes can be kept to a core here.</summary>
    public static bool CanPin { get; } = Environment.ProcessorCount >= 2 && Array.Exists(["/usr/bin/taskset", "/bin/taskset"], File.Exists);

    /// <summary>Whether they are, which can be asked not to be done.</summary>
    public static bool IsPinned { get; private set; }

    /// <summary>What starts a measured server.</summary>
    public static string[] ServerPrefix => IsPinned ? ["taskset", "-c", ServerCore] : [];

    /// <summary>What starts anything else.</summary>
    public static string[] OtherPrefix => IsPinned ? ["taskset", "-c", OtherCore] : [];

    /// <summary>The processor's name, the cores and the memory.</summary>
    public static string Description { get; } = Describe();

    /// <summary>Keeps this process, which makes the load, to its core, and what it starts from now on to theirs.</summary>
    public static async Task PinAsync()
    {
        IsPinned = CanPin;
        if (IsPinned)
        {
            using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-a", "-c", "-p", OtherCore, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
            await taskset.StandardOutput.ReadToEndAsync();
            await taskset.WaitForExitAsync();
        }
    }

    private static string Describe()
    {
        var cores = Environment.ProcessorCount;
        var model = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        return string.Create(CultureInfo.InvariantCulture, $"{model ?? "unknown processor"}, {cores} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB");
    }
}
