using System.Net;
using McpAspire.Client.Tools;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace McpAspire.Client.Connection;

/// <summary>Connects to the MCP server and lists its tools.</summary>
internal sealed partial class McpConnector
{
    public const string HttpClientName = "mcp-server";

    private static readonly string Version = typeof(McpConnector).Assembly.GetName().Version!.ToString(3);

    private readonly IHttpClientFactory _http;
    private readonly McpConnectionOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly TimeProvider _time;

    public McpConnector(
        IHttpClientFactory http,
        IOptions<McpConnectionOptions> options,
        AccessTokenSource tokens,
        IHostEnvironment environment,
        ILoggerFactory loggers,
        TimeProvider time)
    {
        (_http, _options, _loggers, _time) = (http, options.Value, loggers, time);
        if (environment.IsProduction() && tokens.Kind != CredentialKind.None && Endpoint is { Scheme: "http", IsLoopback: false })
        {
            Log.TokenInTheClear(loggers.CreateLogger<McpConnector>(), Endpoint);
        }
    }

    public Uri Endpoint => _options.Endpoint;

    /// <exception cref="TimeoutException">
    /// Connecting and listing the tools took longer than <see cref="McpConnectionOptions.DiscoveryTimeout"/>.
    /// </exception>
    /// <exception cref="AccessTokenException">A token is required and cannot be acquired.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached, or refuses with an HTTP status.</exception>
    /// <exception cref="McpException">The server returns a protocol error.</exception>
    public Task<McpConnection> ConnectAsync(CancellationToken cancellationToken) =>
        Deadline.WithinAsync(
            _options.DiscoveryTimeout, _time, limited => AnswerCheck.RunAsync(() => OpenAsync(limited)), cancellationToken);

    /// <summary>The protocol revisions that both the server and this client support; tries each.</summary>
    /// <exception cref="TimeoutException">An attempt took longer than <see cref="McpConnectionOptions.DiscoveryTimeout"/>.</exception>
    public async Task<IReadOnlyList<string>> FindRevisionsAsync(CancellationToken cancellationToken)
    {
        var spoken = new List<string>();
        foreach (var revision in ProtocolRevisions.Known)
        {
            if (
                await Deadline.WithinAsync(
                    _options.DiscoveryTimeout,
                    _time,
                    limited => AnswerCheck.RunAsync(() => SpeaksAsync(revision, limited)),
                    cancellationToken))
            {
                spoken.Add(revision);
            }
        }

        return spoken;
    }

    private async Task<bool> SpeaksAsync(string revision, CancellationToken cancellationToken)
    {
        await using var transport = new HttpClientTransport(
            TransportOptions(), _http.CreateClient(HttpClientName), _loggers, ownsHttpClient: true);
        try
        {
            var options = ClientOptions();
            options.ProtocolVersion = revision;
            await using var client = await McpClient.CreateAsync(transport, options, _loggers, cancellationToken);
            return client.NegotiatedProtocolVersion == revision;
        }
        catch (Exception exception) when (exception is McpException || IsRefusal((exception as HttpRequestException)?.StatusCode))
        {
            return false;
        }
    }

    private static bool IsRefusal(HttpStatusCode? status) =>
        status
            is HttpStatusCode.BadRequest or HttpStatusCode.NotFound
            or HttpStatusCode.NotAcceptable or HttpStatusCode.UnprocessableEntity;

    private async Task<McpConnection> OpenAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // McpConnection disposes it, which the analyzer does not detect.
        var transport = new HttpClientTransport(TransportOptions(), _http.CreateClient(HttpClientName), _loggers, ownsHttpClient: true);
#pragma warning restore CA2000
        McpClient? client = null;
        try
        {
            client = await McpClient.CreateAsync(transport, ClientOptions(), _loggers, cancellationToken);
            var tools = await ToolListing.ListAsync(client, cancellationToken);
            return new McpConnection(transport, client, tools, _options.CallTimeout, _time);
        }
        catch
        {
            await (client?.DisposeAsync() ?? ValueTask.CompletedTask);
            await transport.DisposeAsync();
            throw;
        }
    }

    // The server is stateless and pushes nothing, so no stream is opened for that.
    private HttpClientTransportOptions TransportOptions() => new()
    {
        Endpoint = _options.DiscoveryScheme is { } scheme ? new UriBuilder(Endpoint) { Scheme = scheme.Split('+')[0] }.Uri : Endpoint,
        TransportMode = HttpTransportMode.StreamableHttp,
        EnableStandaloneGetStream = false,
    };

    private McpClientOptions ClientOptions() => new()
    {
        ClientInfo = new() { Name = "mcp-client", Version = Version },
        // Deadline ends the attempt. A second timer of the same length could end it first, with a message of the SDK.
        InitializationTimeout = Timeout.InfiniteTimeSpan,
        TimeProvider = _time,
    };

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "The access token is sent to {Endpoint} over plain http, where it can be intercepted. Within a cluster, use a network "
                + "policy or a service mesh to prevent that")]
        public static partial void TokenInTheClear(ILogger logger, Uri endpoint);
    }
}
