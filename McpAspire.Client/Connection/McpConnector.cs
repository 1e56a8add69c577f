using McpAspire.Client.Tools;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Client;

namespace McpAspire.Client.Connection;

/// <summary>Connects to the MCP server and finds out which tools it offers.</summary>
internal sealed class McpConnector(IHttpClientFactory http, IOptions<McpConnectionOptions> options, ILoggerFactory loggers, TimeProvider time)
{
    public const string HttpClientName = "mcp-server";

    private static readonly string Version = typeof(McpConnector).Assembly.GetName().Version!.ToString(3);

    private readonly McpConnectionOptions _options = options.Value;

    public Uri Endpoint => _options.Endpoint;

    /// <exception cref="TimeoutException">Connecting and listing the tools took longer than <see cref="McpConnectionOptions.DiscoveryTimeout"/>.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached, or refuses with an HTTP status.</exception>
    /// <exception cref="ModelContextProtocol.McpException">The server answers with a protocol error.</exception>
    public Task<McpConnection> ConnectAsync(CancellationToken cancellationToken) =>
        Deadline.WithinAsync(_options.DiscoveryTimeout, time, OpenAsync, cancellationToken);

    private async Task<McpConnection> OpenAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // McpConnection disposes it; the analyzer does not follow an object into a constructor.
        var transport = new HttpClientTransport(TransportOptions(), http.CreateClient(HttpClientName), loggers, ownsHttpClient: true);
#pragma warning restore CA2000
        McpClient? client = null;
        try
        {
            client = await McpClient.CreateAsync(transport, ClientOptions(), loggers, cancellationToken);
            var tools = await client.ListToolsAsync(cancellationToken: cancellationToken);
            return new McpConnection(transport, client, [.. tools.Select(tool => tool.Name)], new ToolClient(client, _options.CallTimeout, time));
        }
        catch
        {
            await (client?.DisposeAsync() ?? ValueTask.CompletedTask);
            await transport.DisposeAsync();
            throw;
        }
    }

    // The server is stateless: it pushes nothing, so the stream for that is not opened.
    private HttpClientTransportOptions TransportOptions() => new()
    {
        Endpoint = _options.DiscoveryScheme is { } scheme ? new UriBuilder(Endpoint) { Scheme = scheme.Split('+')[0] }.Uri : Endpoint,
        TransportMode = HttpTransportMode.StreamableHttp,
        EnableStandaloneGetStream = false,
    };

    private McpClientOptions ClientOptions() => new()
    {
        ClientInfo = new() { Name = "mcp-client", Version = Version },
        InitializationTimeout = _options.DiscoveryTimeout,
        TimeProvider = time,
    };
}
