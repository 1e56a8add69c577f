using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Loaded by the runtime into a measured process (DOTNET_STARTUP_HOOKS): reports the allocated bytes to each client of a socket. The
/// runtime requires this name, without a namespace.
/// </summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime's contract.")]
internal static class StartupHook
{
    /// <summary>Starts listening; called by the runtime before the program.</summary>
    public static void Initialize() => new Thread(Serve) { IsBackground = true, Name = "bench" }.Start();

    /// <summary>The socket of a process.</summary>
    public static UnixDomainSocketEndPoint Endpoint(int processId) =>
        new(Path.Combine(Path.GetTempPath(), $"mcpaspire-bench-{processId}.sock"));

    private static void Serve()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(Endpoint(Environment.ProcessId));
        listener.Listen();
        while (true)
        {
            using var caller = listener.Accept();
            caller.Send(Encoding.ASCII.GetBytes(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture)));
        }
    }
}
