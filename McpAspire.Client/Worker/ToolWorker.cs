using McpAspire.Client.Connection;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Worker;

/// <summary>Stays connected to the server and runs a round of calls on a timer. Ends only when it is told to.</summary>
internal sealed partial class ToolWorker(
    McpConnector connector,
    WorkerRound round,
    ConnectionState state,
    IOptions<McpConnectionOptions> connection,
    IOptions<WorkerOptions> worker,
    TimeProvider time,
    ILogger<ToolWorker> logger) : BackgroundService
{
    private readonly Backoff _backoff = new(connection.Value.FirstRetryDelay, connection.Value.MaxRetryDelay);

    /// <summary>The reason that the log already has: one that repeats is logged at Debug.</summary>
    private string? _reported;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StayConnectedAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                state.IsConnected = false;

                // What a call threw because the stop cut it off is no failure.
                stoppingToken.ThrowIfCancellationRequested();
                Report(exception);
                await Task.Delay(_backoff.Next(), time, stoppingToken);
            }
        }
    }

    /// <summary>Returns never; throws when the connection is lost.</summary>
    private async Task StayConnectedAsync(CancellationToken cancellationToken)
    {
        await using var connected = await connector.ConnectAsync(cancellationToken);
        Log.Connected(logger, connector.Endpoint, connected.Server?.Name, connected.Server?.Version, connected.ProtocolVersion, string.Join(", ", connected.ToolNames));
        var missing = round.Tools.Where(tool => !connected.Offers(tool)).ToList();
        if (missing.Count > 0)
        {
            Log.ToolsMissing(logger, string.Join(", ", missing));
        }

        state.IsConnected = true;
        _reported = null;
        using var timer = new PeriodicTimer(worker.Value.Interval, time);
        do
        {
            await round.RunAsync(connected, cancellationToken);

            // Only now: a server that accepts connections but fails every call is not to be asked each second.
            _backoff.Reset();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void Report(Exception exception)
    {
        var reason = ConnectionFailure.Of(exception)?.Reason;
        if (_reported == (reason ?? exception.GetType().Name))
        {
            Log.StillNotConnected(logger, connector.Endpoint, _reported);
            return;
        }

        _reported = reason ?? exception.GetType().Name;
        if (reason is null)
        {
            Log.Failed(logger, connector.Endpoint, exception);
        }
        else
        {
            Log.NotConnected(logger, connector.Endpoint, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connected to {Endpoint}: {ServerName} {ServerVersion}, protocol {ProtocolVersion}, tools {Tools}")]
        public static partial void Connected(ILogger logger, Uri endpoint, string? serverName, string? serverVersion, string? protocolVersion, string tools);

        [LoggerMessage(2, LogLevel.Warning, "The server does not offer {Tools}; they are not called")]
        public static partial void ToolsMissing(ILogger logger, string tools);

        [LoggerMessage(3, LogLevel.Warning, "Not connected to {Endpoint}: {Reason}. Trying again until it works; further attempts are logged at Debug")]
        public static partial void NotConnected(ILogger logger, Uri endpoint, string reason);

        [LoggerMessage(4, LogLevel.Debug, "Still not connected to {Endpoint}: {Reason}")]
        public static partial void StillNotConnected(ILogger logger, Uri endpoint, string reason);

        [LoggerMessage(5, LogLevel.Error, "Not connected to {Endpoint}, for an unforeseen reason. Trying again until it works; further attempts are logged at Debug")]
        public static partial void Failed(ILogger logger, Uri endpoint, Exception exception);
    }
}
