using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Observability;

/// <summary>The server as a separate process, whose metrics are independent of other tests, with a backend that fails on request.</summary>
internal sealed partial class MeasuredServer : IAsyncDisposable
{
    private static readonly SocketsHttpHandler Connections = new();

    private readonly ProgramUnderTest _process;
    private readonly Uri _address;
    private readonly Uri _metrics;
    private string? _page;

    private MeasuredServer(BackendFixture backend, ProgramUnderTest process, Uri address, Uri metrics) =>
        (Backend, _process, _address, _metrics) = (backend, process, address, metrics);

    /// <summary>The backend of the server.</summary>
    public BackendFixture Backend { get; }

    /// <param name="settings">Settings of the server, by environment name.</param>
    public static async Task<MeasuredServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var backend = new BackendFixture();
        await backend.InitializeAsync();
        var metrics = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = await ProgramUnderTest.StartServerAsync(
            line => _ = MetricsPattern().Match(line) is { Success: true } match && metrics.TrySetResult(new(match.Groups[1].Value)),
            [
                ("DIAGNOSTICS_PORT", "0"),
                ("BACKEND_API_URL", backend.Address.ToString()),
                // So that the metrics of an API have their label.
                ("APIS_FILE", Repository.PathOf("McpAspire.AppHost", "apis.json")),
                ("Apis__desk__BaseAddress", backend.Address.ToString()),
                ("Apis__desk__Scopes", ""),
                .. settings,
            ]);
        return new(backend, process, process.Address, await metrics.Task.WaitAsync(Cancellation));
    }

    /// <summary>Calls a tool.</summary>
    public Task<McpAnswer> CallAsync(string tool, System.Text.Json.Nodes.JsonObject arguments) =>
        McpRequests.SendAsync(
            _address, "/mcp", McpCall.Tool(Revision.November2025, tool, arguments), Cancellation);

    /// <summary>Reads a user.</summary>
    public Task<McpAnswer> ReadUserAsync(string id = "123") => CallAsync("get_user_profile", new() { ["user_id"] = id });

    /// <summary>Reads the metrics until they differ from the last reading, because a page is cached for one second.</summary>
    public async Task<IReadOnlyList<Series>> ScrapeAsync()
    {
        using var http = new HttpClient(Connections, disposeHandler: false);
        string page;
        do
        {
            page = await http.GetStringAsync(_metrics, Cancellation);
        }
        while (page == _page);
        return Series.Parse(_page = page);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await Backend.DisposeAsync();
    }

    [GeneratedRegex(@"Metrics can be fetched at (http://[^\s""]+)")]
    private static partial Regex MetricsPattern();
}
