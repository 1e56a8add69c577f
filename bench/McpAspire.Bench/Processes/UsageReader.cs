using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace McpAspire.Bench.Processes;

/// <summary>Reads what a process has used: from /proc, and from the <see cref="StartupHook"/> within it.</summary>
/// <param name="processId">The process.</param>
/// <param name="hasHook">Whether the hook is in it.</param>
internal sealed class UsageReader(int processId, bool hasHook)
{
    /// <summary>USER_HZ, which is 100 wherever .NET runs on Linux.</summary>
    private const double TicksPerSecond = 100;

    public Usage Read() => new(ReadCpu(), hasHook ? ReadAllocated() : null);

    // "pid (name) state ppid …": utime and stime are the 14th and 15th field; the name may have spaces.
    private TimeSpan ReadCpu()
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    private long ReadAllocated()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(StartupHook.Endpoint(processId));
        var answer = new byte[64];
        return long.Parse(Encoding.ASCII.GetString(answer, 0, socket.Receive(answer)), CultureInfo.InvariantCulture);
    }
}
