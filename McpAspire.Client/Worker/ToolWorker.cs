using McpAspire.Client.Compatibility;
using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Connection;
using McpAspire.Client.Terminal;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Worker;

/// <summary>Keeps the connection to the server and periodically runs a round of calls, until shutdown.</summary>
internal sealed partial class ToolWorker(
    McpConnector connector,
    WorkerRound round,
    ConnectionState state,
    IOptions<McpConnectionOptions> connection,
    IOptions<WorkerOptions> worker,
    TimeProvider time,
    ILogger<ToolWorker> logger) : BackgroundService
{
    /// <summary>Maximum number of differences from the contract in one log line.</summary>
    private const int LoggedFindings = 20;

    private readonly Backoff _backoff = new(connection.Value.FirstRetryDelay, connection.Value.MaxRetryDelay);

    /// <summary>The last logged reason: repetitions are logged at Debug.</summary>
    private string? _reported;

    /// <summary>The risky differences that were logged.</summary>
    private string? _reportedRisks;

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

                // Exceptions of calls that shutdown cancels are not failures.
                stoppingToken.ThrowIfCancellationRequested();
                Report(exception);
                await Task.Delay(_backoff.Next(), time, stoppingToken);
            }
        }
    }

    /// <summary>Never returns; throws when the connection is lost.</summary>
    private async Task StayConnectedAsync(CancellationToken cancellationToken)
    {
        await using var connected = await connector.ConnectAsync(cancellationToken);
        Log.Connected(
            logger,
            connector.Endpoint,
            SafeText.Line(connected.Server?.Name ?? string.Empty),
            SafeText.Line(connected.Server?.Version ?? string.Empty),
            SafeText.Line(connected.ProtocolVersion ?? string.Empty),
            SafeText.Line(string.Join(", ", connected.ToolNames)));
        var missing = round.Tools.Where(tool => !connected.ToolNames.Contains(tool)).ToList();
        if (missing.Count > 0)
        {
            Log.ToolsMissing(logger, string.Join(", ", missing));
        }

        var broken = FindBroken(connected);
        var usable = new UsableTools(connected.Tools, connected.ToolNames.Except(broken).ToHashSet(StringComparer.Ordinal));
        state.IsContractBroken = round.Tools.Any(broken.Contains);
        state.IsConnected = true;
        _reported = null;
        using var timer = new PeriodicTimer(worker.Value.Interval, time);
        do
        {
            await round.RunAsync(usable, cancellationToken);

            // Resets the backoff only now, so that a server that accepts connections but fails every call is not called each second.
            _backoff.Reset();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Compares the server's tools with the client's contract, and logs the differences.</summary>
    /// <returns>The tools that violate the contract.</returns>
    private List<string> FindBroken(McpConnection connected)
    {
        IReadOnlyList<Finding> findings;
        try
        {
            findings = OwnContract.Compare(connector.Endpoint.ToString(), connected.Offered);
        }
        catch (ContractException exception)
        {
            Log.ToolsUnreadable(logger, SafeText.Line(exception.Message));
            return [.. connected.ToolNames];
        }

        var breaking = findings.Where(static finding => finding.Rule.Grade == Grade.Breaking)
            .GroupBy(static finding => finding.Tool!, StringComparer.Ordinal)
            .ToList();
        foreach (var tool in breaking)
        {
            Log.ContractBroken(logger, SafeText.Line(tool.Key), Describe(tool));
        }

        var risks = Describe(findings.Where(static finding => finding.Rule.Grade == Grade.Risky));
        if (risks.Length > 0 && risks != _reportedRisks)
        {
            Log.ContractRisky(logger, risks);
        }

        _reportedRisks = risks;
        return [.. breaking.Select(static tool => tool.Key)];
    }

    private static string Describe(IEnumerable<Finding> findings) =>
        string.Join(
            ' ',
            findings.Take(LoggedFindings).Select(
                static finding => $"{finding.Sentence(static name => SafeText.Line(name))} ({finding.Rule.Id})"));

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
        [LoggerMessage(
            1, LogLevel.Information, "Connected to {Endpoint}: {ServerName} {ServerVersion}, protocol {ProtocolVersion}, tools {Tools}")]
        public static partial void Connected(
            ILogger logger, Uri endpoint, string serverName, string serverVersion, string protocolVersion, string tools);

        [LoggerMessage(2, LogLevel.Warning, "The server does not offer {Tools}; they are not called")]
        public static partial void ToolsMissing(ILogger logger, string tools);

        [LoggerMessage(
            3,
            LogLevel.Warning,
            "Not connected to {Endpoint}: {Reason}. Retrying until it works; further attempts are logged at Debug")]
        public static partial void NotConnected(ILogger logger, Uri endpoint, string reason);

        [LoggerMessage(4, LogLevel.Debug, "Still not connected to {Endpoint}: {Reason}")]
        public static partial void StillNotConnected(ILogger logger, Uri endpoint, string reason);

        [LoggerMessage(6, LogLevel.Error, "{Tool} violates the contract of this client, and is not called: {Consequences}")]
        public static partial void ContractBroken(ILogger logger, string tool, string consequences);

        [LoggerMessage(7, LogLevel.Warning, "The tools differ from the contract of this client: {Consequences}")]
        public static partial void ContractRisky(ILogger logger, string consequences);

        [LoggerMessage(
            8,
            LogLevel.Error,
            "The server's tools cannot be compared with the contract of this client; none is called: {Reason}")]
        public static partial void ToolsUnreadable(ILogger logger, string reason);

        [LoggerMessage(
            5,
            LogLevel.Error,
            "Not connected to {Endpoint}, for an unexpected reason. Retrying until it works; further attempts are logged at Debug")]
        public static partial void Failed(ILogger logger, Uri endpoint, Exception exception);
    }
}
