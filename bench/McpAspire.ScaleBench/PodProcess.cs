using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using McpAspire.Bench.Contestants;
using McpAspire.BenchKit;

namespace McpAspire.ScaleBench;

/// <summary>The server as a process on one core, with the settings that it has in a pod, and what the system knows of it.</summary>
internal sealed class PodProcess : IAsyncDisposable
{
    private const string Established = "01";

    private readonly ServiceProcess _service;
    private readonly Process _process;
    private readonly int _metricsPort;
    private readonly string _backendPort;

    private PodProcess(ServiceProcess service, int metricsPort, Uri backend)
    {
        (_service, _process, _metricsPort) = (service, Process.GetProcessById(service.Id), metricsPort);
        _backendPort = $":{backend.Port:X4}";
        Memory = new(service.Id);
    }

    public required Uri Address { get; init; }

    public ResidentMemory Memory { get; }

    /// <summary>CPU since its start, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public int FileDescriptors => Directory.GetFiles($"/proc/{_service.Id}/fd").Length;

    /// <summary>What it has written to files and pipes, its log therefore, in bytes; what goes through sockets is not counted.</summary>
    public long WrittenBytes => long.Parse(File.ReadLines($"/proc/{_service.Id}/io").First(static line => line.StartsWith("wchar:", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    /// <summary>Open connections to the backend.</summary>
    // "sl local_address rem_address st …", addresses as hexadecimal ADDRESS:PORT.
    public int BackendConnections => File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Count(fields => fields[2].EndsWith(_backendPort, StringComparison.Ordinal) && fields[3] == Established);

    /// <param name="backend">What it calls.</param>
    /// <param name="heapLimit">Limit of its heap, in MiB.</param>
    /// <param name="prefix">What starts it.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<PodProcess> StartAsync(BackendProcess backend, int heapLimit, string[] prefix, params (string Name, string Value)[] settings)
    {
        var metricsPort = FreePort();
#pragma warning disable CA2000 // The object made of it owns it.
        var service = new ServiceProcess(ServiceProcess.Of("McpAspire.Server", [.. prefix, .. Machine.ServerPrefix]),
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("HOST", "127.0.0.1"), ("PORT", "0"), ("DIAGNOSTICS_PORT", metricsPort.ToString(CultureInfo.InvariantCulture)),
            ("Logging__Console__FormatterName", "json"),
            ("DOTNET_GCConserveMemory", "5"), ("DOTNET_GCHeapHardLimit", (heapLimit * 1024L * 1024).ToString("X", CultureInfo.InvariantCulture)),
            .. backend.Settings,
            .. settings,
        ]);
#pragma warning restore CA2000
        var backendAddress = new Uri(backend.Settings.First(static setting => setting.Name == "BACKEND_API_URL").Value);
        return new(service, metricsPort, backendAddress) { Address = await service.ListeningAsync() };
    }

    /// <summary>One scrape of its metrics.</summary>
    public async Task<string> ScrapeAsync()
    {
        using var sockets = new SocketsHttpHandler();
        using var http = new HttpClient(sockets);
        return await http.GetStringAsync(new Uri($"http://127.0.0.1:{_metricsPort}/metrics"));
    }

    public async ValueTask DisposeAsync()
    {
        await Memory.DisposeAsync();
        _process.Dispose();
        await _service.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
