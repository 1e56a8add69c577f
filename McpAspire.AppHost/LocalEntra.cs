using System.Net;
using System.Net.Sockets;

namespace McpAspire.AppHost;

/// <summary>Where the local stand-in for Entra ID is, which the backend hosts: everybody has to know before it starts.</summary>
internal sealed class LocalEntra(IDistributedApplicationBuilder builder)
{
    /// <summary>The loopback port of its https endpoint.</summary>
    public int Port { get; } = FreePort();

    /// <summary>Where it writes its certificate authority and the service accounts' tokens.</summary>
    public string Directory { get; } = Path.GetFullPath(Path.Combine(
        builder.AppHostDirectory,
        builder.Configuration["MOCK_DATA_DIRECTORY"] is { Length: > 0 } directory ? directory : "../McpAspire.MockBackend/.data",
        "entra"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
