using System.CommandLine;
using System.Text.Json;
using McpAspire.Client.Commands.Arguments;
using McpAspire.Client.Commands.Load;
using McpAspire.Client.Commands.Output;
using McpAspire.Client.Connection;
using McpAspire.Client.Terminal;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands;

/// <summary><c>load</c>: calls one tool again and again, within bounds that have to be given, and measures.</summary>
internal sealed class LoadCommand
{
    private const int DefaultConnections = 4;

    private readonly CommandContext _context;
    private readonly ToolCallArguments _call;
    private readonly Option<long?> _calls = NumberOption.Create<long>(
        "--calls", "N", "Number of calls.", 1, LoadPlan.MaxCalls);
    private readonly Option<double?> _duration = NumberOption.Create(
        "--duration", "SECONDS", $"Start no more calls after this time; a run also stops after {LoadPlan.MaxCalls} "
            + "calls.", 0.1, LoadPlan.MaxSeconds);

    private readonly Option<int?> _connections = NumberOption.Create(
        "--connections", "N", "Number of concurrent connections, with one call each at a time. Default "
            + $"{DefaultConnections}.", 1, LoadPlan.MaxConnections);

    private readonly Option<double?> _rate = NumberOption.Create(
        "--rate", "PER_SECOND", "Calls to start per second, with latencies measured from the scheduled start. Default: as fast as the "
            + "connections allow.", 0.1, LoadPlan.MaxRate);

    private readonly Option<bool> _allowWrites = new("--allow-writes")
    {
        Description = "Also call a tool that is not marked as read-only.",
    };
    private readonly Option<double?> _maxErrorRate = NumberOption.Create<double>(
        "--max-error-rate", "PERCENT", "Maximum percentage of failed calls; above it, the exit code is 1. Default 0.", 0, 100);

    private LoadCommand(CommandContext context) => (_context, _call) = (context, new ToolCallArguments(context));

    public static Command Create(CommandContext context)
    {
        var load = new LoadCommand(context);
        var command = new Command("load", "Calls a tool repeatedly and measures: load TOOL --arg value … with --calls or --duration.")
        {
            load._calls, load._duration, load._connections, load._rate, load._allowWrites, load._maxErrorRate,
        };
        load._call.AddTo(command);
        context.Options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(load._calls) is null && result.GetResult(load._duration) is null)
            {
                result.AddError("load needs a limit: --calls N, --duration SECONDS or both.");
            }
        });
        command.SetAction(load.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var host = _context.CreateHost(command);
        var input = await _call.ReadInputAsync(command, cancellationToken);
        var json = command.GetValue(_context.Options.Json);
        var connections = new List<McpConnection>();
        try
        {
            connections.Add(await host.ConnectAsync(cancellationToken));
            var tool = ToolsCommand.Find(connections[0], host.Endpoint, _call.Tool(command));
            if (!ToolHint.IsReadOnly(tool) && !command.GetValue(_allowWrites))
            {
                throw new CommandException(
                    $"{host.Endpoint}: {tool.Name} is not marked as read-only, so it was not called. To call it, specify --allow-writes.");
            }

            var plan = ToPlan(command, new() { Name = tool.Name, Arguments = ArgumentReader.Read(tool, _call.Words(command), input) });
            while (connections.Count < plan.Connections)
            {
                connections.Add(await host.ConnectAsync(cancellationToken));
            }

            var report = await MeasureAsync(host, plan, connections, json, cancellationToken);
            await WriteAsync(report, json);
            return report.Calls > 0 && report.ErrorRate <= (command.GetValue(_maxErrorRate) ?? 0) ? ExitCode.Success : ExitCode.Failure;
        }
        finally
        {
            await Task.WhenAll(connections.Select(static connection => connection.DisposeAsync().AsTask()));
        }
    }

    private LoadPlan ToPlan(ParseResult command, CallToolRequestParams call) => new(
        call,
        command.GetValue(_calls) ?? LoadPlan.MaxCalls,
        command.GetValue(_duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        command.GetValue(_connections) ?? DefaultConnections,
        command.GetValue(_rate));

    private async Task<LoadReport> MeasureAsync(
        CommandHost host, LoadPlan plan, List<McpConnection> connections, bool json, CancellationToken cancellationToken)
    {
        var tally = new LoadTally();
        var run = new LoadRun(plan, tally, host.Time);
        var work = run.RunAsync(connections, cancellationToken);
        await (json ? work : new LoadProgress(_context.Console, plan, tally, host.Time).ShowAsync(run, work));
        return tally.Report(plan.Call.Name, host.Endpoint, plan, run.Elapsed, cancellationToken.IsCancellationRequested);
    }

    private async Task WriteAsync(LoadReport report, bool json)
    {
        if (json)
        {
            await _context.Console.Raw.WriteLineAsync(
                JsonText.Format(JsonSerializer.SerializeToElement(report, LoadJsonContext.Default.LoadReport)));
        }
        else
        {
            LoadView.Write(_context.Console, report);
        }
    }
}
