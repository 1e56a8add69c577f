using McpAspire.Client.Connection;
using McpAspire.Client.Tools;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Commands;

/// <summary>The services of one command, without starting a host.</summary>
internal sealed class CommandHost(IHost host) : IAsyncDisposable
{
    public TimeProvider Time { get; } = host.Services.GetRequiredService<TimeProvider>();

    public IConfiguration Configuration { get; } = host.Services.GetRequiredService<IConfiguration>();

    /// <summary>The server's MCP endpoint.</summary>
    /// <exception cref="CommandException">A setting is wrong.</exception>
    public Uri Endpoint => Connector.Endpoint;

    private McpConnector Connector
    {
        get
        {
            try
            {
                return host.Services.GetRequiredService<McpConnector>();
            }
            catch (OptionsValidationException exception)
            {
                throw new CommandException($"wrong settings: {string.Join(' ', exception.Failures)}", cause: exception);
            }
        }
    }

    /// <summary>Connects, and lists the server's tools.</summary>
    /// <exception cref="CommandException">There is no connection; the message has the reason and the advice.</exception>
    public Task<McpConnection> ConnectAsync(CancellationToken cancellationToken) =>
        TryAsync(() => Connector.ConnectAsync(cancellationToken), cancellationToken);

    /// <summary>The protocol revisions that both the server and this client support.</summary>
    /// <exception cref="CommandException">There is no connection; the message has the reason and the advice.</exception>
    public Task<IReadOnlyList<string>> FindRevisionsAsync(CancellationToken cancellationToken) =>
        TryAsync(() => Connector.FindRevisionsAsync(cancellationToken), cancellationToken);

    /// <summary>Runs work over the connection to the server.</summary>
    /// <exception cref="CommandException">The connection failed; the message has the reason and the advice.</exception>
    public Task<T> TryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        TryAsync(work, failure => $"{Endpoint}: {failure.Reason}. {failure.Advice}", cancellationToken);

    /// <exception cref="CommandException">The request failed, with the message that <paramref name="describe"/> returns.</exception>
    public static async Task<T> TryAsync<T>(
        Func<Task<T>> work, Func<ConnectionFailure, string> describe, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && ConnectionFailure.Of(exception) is not null)
        {
            throw new CommandException(describe(ConnectionFailure.Of(exception)!), cause: exception);
        }
    }

    /// <summary>Gets a resource by HTTP, without a token, within the timeout of connecting.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="read">Reads the body.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="HttpRequestException">The resource cannot be reached, or returns a status other than success.</exception>
    /// <exception cref="TimeoutException">The timeout expired.</exception>
    public Task<T> GetAsync<T>(Uri address, Func<string, Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        Deadline.WithinAsync(
            host.Services.GetRequiredService<IOptions<McpConnectionOptions>>().Value.DiscoveryTimeout,
            Time,
            async limited =>
            {
                using var http = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
                using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limited);
                response.EnsureSuccessStatusCode();
                await using var body = await response.Content.ReadAsStreamAsync(limited);
                return await read(address.ToString(), body, limited);
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
