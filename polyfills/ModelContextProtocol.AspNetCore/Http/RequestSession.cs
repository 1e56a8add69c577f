using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>A server and its transport, which live as long as one request.</summary>
internal sealed class RequestSession : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly McpServer _server;
    private readonly Task _run;

    private RequestSession(HttpContext context, McpServerOptions serverOptions, HttpServerTransportOptions options, ILoggerFactory loggerFactory)
    {
        Transport = new StreamableHttpServerTransport(loggerFactory) { Stateless = true };
        _server = McpServer.Create(Transport, serverOptions, loggerFactory, context.RequestServices);
        context.Features.Set(_server);
#pragma warning disable MCPEXP002 // Experimental for the application, which says so itself; here it is only read.
        _run = options.RunSessionHandler is { } run ? run(context, _server, _closed.Token) : _server.RunAsync(_closed.Token);
#pragma warning restore MCPEXP002
    }

    public StreamableHttpServerTransport Transport { get; }

    public static async Task<RequestSession> StartAsync(
        HttpContext context, IOptionsFactory<McpServerOptions> factory, HttpServerTransportOptions options, ILoggerFactory loggerFactory)
    {
        var serverOptions = factory.Create(Options.DefaultName);
        // The request has a scope already: tools get their services from it.
        serverOptions.ScopeRequests = false;
        if (options.ConfigureSessionOptions is { } configure)
        {
            await configure(context, serverOptions, context.RequestAborted);
        }

        return new RequestSession(context, serverOptions, options, loggerFactory);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // The transport first: its end lets the server's loop finish by itself. Cancelling reaches a tool that still runs.
            await Transport.DisposeAsync();
            await _closed.CancelAsync();
            await _run;
        }
        catch (OperationCanceledException)
        {
            // The caller has gone.
        }
        finally
        {
            await _server.DisposeAsync();
            _closed.Dispose();
        }
    }
}
