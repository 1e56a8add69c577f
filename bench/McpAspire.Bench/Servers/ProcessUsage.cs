using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace McpAspire.Bench.Servers;

/// <summary>What a process has used: from /proc, and from the <see cref="StartupHook"/> in it.</summary>
/// <param name="processId">The process.</param>
/// <param name="hasHook">Whether the hook is loaded.</param>
internal sealed class ProcessUsage(int processId, bool hasHook = false)
{
    /// <summary>USER_HZ, which is 100 wherever .NET runs on Linux.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time in user mode and in the kernel.</summary>
    public TimeSpan Cpu
    {
        get
        {
            // "pid (name) state ppid …": utime and stime are the 14th and 15th field; the name may contain spaces.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }
    }

    /// <summary>Bytes that managed code has allocated; <see langword="null"/> without the hook.</summary>
    public long? AllocatedBytes
    {
        get
        {
            if (!hasHook)
            {
                return null;
            }

            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(StartupHook.Endpoint(processId));
            var answer = new byte[64];
            return long.Parse(Encoding.ASCII.GetString(answer, 0, socket.Receive(answer)), CultureInfo.InvariantCulture);
        }
    }

    public long ResidentMiB => ReadStatus("VmRSS:") / 1024;

    /// <summary>The maximum of <see cref="ResidentMiB"/> since the start or the last reset.</summary>
    public long PeakMiB => ReadStatus("VmHWM:") / 1024;

    public int Threads => (int)ReadStatus("Threads:");

    public int Handles
    {
        get
        {
            using var process = Process.GetProcessById(processId);
            return process.HandleCount;
        }
    }

    /// <summary>Sets <see cref="PeakMiB"/> to the current value.</summary>
    public void ResetPeak() => File.WriteAllText($"/proc/{processId}/clear_refs", "5");

    // "VmRSS:	  123456 kB", "Threads:	20"
    private long ReadStatus(string name)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
