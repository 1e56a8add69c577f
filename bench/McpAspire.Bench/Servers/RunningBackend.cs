using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace McpAspire.Bench.Servers;

/// <summary>The mock backend with its local Entra ID, as a process.</summary>
internal sealed class RunningBackend : IAsyncDisposable
{
    private readonly BackendDataDirectory _directory;
    private readonly ProgramUnderTest _process;

    private RunningBackend(BackendDataDirectory directory, ProgramUnderTest process, BackendAddresses addresses) =>
        (_directory, _process, Addresses) = (directory, process, addresses);

    public BackendAddresses Addresses { get; }

    /// <param name="rows">Number of rows of the dataset <c>bulk</c>.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<RunningBackend> StartAsync(int rows = 0, params (string Name, string Value)[] settings)
    {
#pragma warning disable CA2000 // The running backend owns the directory.
        var directory = new BackendDataDirectory();
#pragma warning restore CA2000
        var entra = Path.Combine(directory.Path, "entra");
        var (backend, authority) = (new Uri($"http://127.0.0.1:{FreePort()}/"), new Uri($"https://localhost:{FreePort()}/"));
        var process = ProgramUnderTest.StartBackend(directory,
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", backend.GetLeftPart(UriPartial.Authority)),
            ("Datasets__BulkRows", rows.ToString(CultureInfo.InvariantCulture)),
            ("LOCAL_ENTRA_PORT", authority.Port.ToString(CultureInfo.InvariantCulture)), ("Entra__Directory", entra), .. settings,
        ]);
        await process.ListeningAsync();
        return new(directory, process, new(backend, authority, entra));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
