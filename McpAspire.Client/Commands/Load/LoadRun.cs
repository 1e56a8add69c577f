using System.Globalization;
using McpAspire.Client.Connection;
using McpAspire.Client.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands.Load;

/// <summary>Runs the calls of a plan: sequentially per connection, with all connections in parallel.</summary>
internal sealed class LoadRun(LoadPlan plan, LoadTally tally, TimeProvider time)
{
    private long _start;
    private long _taken;

    /// <summary>Elapsed time.</summary>
    public TimeSpan Elapsed => _start == 0 ? TimeSpan.Zero : time.GetElapsedTime(_start);

    /// <summary>Completes with the plan, or when <paramref name="interrupted"/> is canceled, which abandons calls in flight.</summary>
    public Task RunAsync(IEnumerable<McpConnection> connections, CancellationToken interrupted)
    {
        _start = time.GetTimestamp();
        return Task.WhenAll(connections.Select(connection => WorkAsync(connection, interrupted)));
    }

    private async Task WorkAsync(McpConnection connection, CancellationToken interrupted)
    {
        while (!interrupted.IsCancellationRequested && Interlocked.Increment(ref _taken) is var number && number <= plan.Calls)
        {
            var due = plan.Rate is { } rate ? TimeSpan.FromSeconds((number - 1) / rate) : Elapsed;
            if (due >= plan.Duration)
            {
                return;
            }

            try
            {
                await DelayAsync(due - Elapsed, interrupted);

                // A timer may fire slightly early.
                var begun = Elapsed < due ? Elapsed : due;
                var outcome = await CallAsync(connection, interrupted);
                tally.Record(outcome, Elapsed - begun);
            }
            catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
            {
                tally.Abandon();
            }
        }
    }

    private Task DelayAsync(TimeSpan wait, CancellationToken interrupted) =>
        wait > TimeSpan.Zero ? Task.Delay(wait, time, interrupted) : Task.CompletedTask;

    private async Task<string> CallAsync(McpConnection connection, CancellationToken interrupted)
    {
        try
        {
            return Outcome(await connection.CallAsync(plan.Call, interrupted));
        }
        catch (Exception exception) when (!interrupted.IsCancellationRequested && ConnectionFailure.Of(exception) is not null)
        {
            return Outcome(exception);
        }
    }

    private static string Outcome(CallToolResult result) => result.IsError is not true ? LoadTally.Ok
        : ToolResultReader.ErrorOrNull(result) is not { } error ? "tool_error"
        : error.Details.Reason is { } reason ? $"{error.Error}/{reason}"
        : error.Error;

    private static string Outcome(Exception exception) => exception switch
    {
        TimeoutException => "timeout",
        HttpRequestException { StatusCode: { } status } => string.Create(CultureInfo.InvariantCulture, $"http_{(int)status}"),
        McpProtocolException protocol => string.Create(CultureInfo.InvariantCulture, $"protocol_{(int)protocol.ErrorCode}"),
        { InnerException: { } inner } when ConnectionFailure.Of(inner) is not null => Outcome(inner),
        _ => "connection",
    };
}
