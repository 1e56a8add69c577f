using McpAspire.Client.Connection;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Commands;

/// <summary>The client's services for one command.</summary>
internal sealed class CommandHost(WebApplication app) : IAsyncDisposable
{
    public TimeProvider Time { get; } = app.Services.GetRequiredService<TimeProvider>();

    /// <summary>The server's MCP endpoint.</summary>
    /// <exception cref="CommandException">A setting is wrong.</exception>
    public Uri Endpoint => Connector.Endpoint;

    private McpConnector Connector
    {
        get
        {
            try
            {
                return app.Services.GetRequiredService<McpConnector>();
            }
            catch (OptionsValidationException exception)
            {
                throw new CommandException($"wrong settings: {string.Join(' ', exception.Failures)}", cause: exception);
            }
        }
    }

    /// <summary>Connects, and lists the server's tools.</summary>
    /// <exception cref="CommandException">There is no connection; the message says why, and what to do.</exception>
    public Task<McpConnection> ConnectAsync(CancellationToken cancellationToken) => TryAsync(() => Connector.ConnectAsync(cancellationToken), cancellationToken);

    /// <summary>The protocol revisions that the server speaks, of those that this client knows.</summary>
    /// <exception cref="CommandException">There is no connection; the message says why, and what to do.</exception>
    public Task<IReadOnlyList<string>> FindRevisionsAsync(CancellationToken cancellationToken) => TryAsync(() => Connector.FindRevisionsAsync(cancellationToken), cancellationToken);

    /// <summary>Does something over a connection; what it throws becomes the one line of the command.</summary>
    /// <exception cref="CommandException">The connection failed; the message says why, and what to do.</exception>
    public async Task<T> TryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && ConnectionFailure.Of(exception) is not null)
        {
            var failure = ConnectionFailure.Of(exception)!;
            throw new CommandException($"{Endpoint}: {failure.Reason}. {failure.Advice}", cause: exception);
        }
    }

    /// <summary>Gets something that is no MCP, without a token, within the limit of connecting.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="read">Reads the body.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="HttpRequestException">It cannot be reached, or answers with a status other than success.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public Task<T> GetAsync<T>(Uri address, Func<string, Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        Deadline.WithinAsync(
            app.Services.GetRequiredService<IOptions<McpConnectionOptions>>().Value.DiscoveryTimeout,
            Time,
            async limited =>
            {
                using var http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
                using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limited);
                response.EnsureSuccessStatusCode();
                await using var body = await response.Content.ReadAsStreamAsync(limited);
                return await read(address.ToString(), body, limited);
            },
            cancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
