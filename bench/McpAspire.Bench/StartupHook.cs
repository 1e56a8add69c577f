using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Loaded by the runtime into a measured process (DOTNET_STARTUP_HOOKS), whose program knows nothing of it: tells whoever connects to a socket what the
/// process has allocated so far. The runtime asks for this name, without a namespace.
/// </summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime's contract.")]
internal static class StartupHook
{
    /// <summary>Starts to listen. Called by the runtime, before the program.</summary>
    public static void Initialize() => new Thread(Serve) { IsBackground = true, Name = "bench" }.Start();

    /// <summary>Where the process listens.</summary>
    public static UnixDomainSocketEndPoint Endpoint(int processId) => new(Path.Combine(Path.GetTempPath(), $"mcpaspire-bench-{processId}.sock"));

    private static void Serve()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(Endpoint(Environment.ProcessId));
        listener.Listen();
        while (true)
        {
            using var caller = listener.Accept();
            caller.Send(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes(precise: true)}")));
        }
    }
}
