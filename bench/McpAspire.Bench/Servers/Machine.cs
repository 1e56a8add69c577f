using System.Diagnostics;
using System.Globalization;

namespace McpAspire.Bench.Servers;

/// <summary>Which core a process runs on: the measured server on the first, everything else on the second.</summary>
internal static class Machine
{
    private const string ServerCore = "0";
    private const string OtherCore = "1";

    /// <summary>Whether processes started from now on keep to their core.</summary>
    public static bool IsPinned { get; private set; }

    /// <summary>The processor's name, the cores and the memory.</summary>
    public static string Description { get; } = Describe();

    /// <summary>
    /// Keeps this process, which makes the load, and what it starts from now on to their cores, where <c>taskset</c> exists.
    /// </summary>
    public static async Task PinAsync(bool isWanted)
    {
        if (!isWanted || IsPinned || Environment.ProcessorCount < 2 || !Array.Exists(["/usr/bin/taskset", "/bin/taskset"], File.Exists))
        {
            return;
        }

        var id = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo command = new("taskset", ["-a", "-c", "-p", OtherCore, id]) { RedirectStandardOutput = true };
        using var taskset = Process.Start(command)!;
        await taskset.StandardOutput.ReadToEndAsync();
        await taskset.WaitForExitAsync();
        IsPinned = true;
    }

    /// <summary>The command on the core of the measured server.</summary>
    public static ProcessStartInfo OnServerCore(ProcessStartInfo command) => IsPinned
        ? new("taskset", ["-c", ServerCore, command.FileName, .. command.ArgumentList]) { WorkingDirectory = command.WorkingDirectory }
        : command;

    private static string Describe()
    {
        var lines = File.Exists("/proc/cpuinfo") ? File.ReadAllLines("/proc/cpuinfo") : [];
        var model = Array.Find(lines, static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        return string.Create(CultureInfo.InvariantCulture, $"{model ?? "processor"}, {Environment.ProcessorCount} cores, {memory} GiB");
    }
}
