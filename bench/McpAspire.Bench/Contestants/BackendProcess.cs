using System.Net;
using System.Net.Sockets;
using McpAspire.BenchKit;

namespace McpAspire.Bench.Contestants;

/// <summary>The mock backend with its local Entra ID, and the settings with which a server finds them.</summary>
internal sealed class BackendProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("mcpaspire-bench-");
    private readonly ServiceProcess _process;
    private readonly string _entra;
    private readonly int _port = FreePort();

    private BackendProcess(int rows)
    {
        _entra = Path.Combine(_data.FullName, "entra");
        _process = new(ServiceProcess.Of("McpAspire.MockBackend", Machine.OtherPrefix),
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("MOCK_DATA_DIRECTORY", _data.FullName), ("Datasets__BulkRows", $"{rows}"),
            ("LOCAL_ENTRA_PORT", $"{_port}"), ("Entra__Directory", _entra));
    }

    /// <summary>The settings of a server that calls it. The ids are those that the local Entra ID knows.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; private set; } = [];

    /// <param name="rows">How many rows the dataset <c>bulk</c> has.</param>
    public static async Task<BackendProcess> StartAsync(int rows)
    {
        var backend = new BackendProcess(rows);
        backend.Settings =
        [
            ("BACKEND_API_URL", $"{await backend._process.ListeningAsync()}"),
            ("AZURE_TENANT_ID", "11111111-2222-3333-4444-555555555555"),
            ("AZURE_CLIENT_ID", "aaaaaaaa-0000-0000-0000-000000000001"),
            ("AZURE_AUTHORITY_HOST", $"https://localhost:{backend._port}/"),
            ("AZURE_AUTHORITY_CA_FILE", Path.Combine(backend._entra, "ca.pem")),
            ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(backend._entra, "mcp-server", "azure-identity-token")),
            ("AZURE_SCOPES", "api://mcp-backend/.default"),
        ];
        return backend;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
