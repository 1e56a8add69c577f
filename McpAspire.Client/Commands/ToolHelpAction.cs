using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using McpAspire.Client.Commands.Output;

namespace McpAspire.Client.Commands;

/// <summary><c>--help</c> of a command that calls a tool: with a tool's name, shows its arguments.</summary>
internal sealed class ToolHelpAction(CommandContext context, ToolCallArguments call) : AsynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override async Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
    {
        if (call.ToolOrNull(parseResult) is not { } name)
        {
            return new HelpAction { MaxWidth = context.Console.Out.Profile.Width }.Invoke(parseResult);
        }

        await using var host = context.CreateHost(parseResult);
        await using var connection = await host.ConnectAsync(cancellationToken);
        ToolView.Write(context.Console, ToolsCommand.Find(connection, host.Endpoint, name));
        await context.Console.Layout.WriteLineAsync(
            $"\n'{parseResult.CommandResult.Command.Name} --help' shows the options of the command itself.");
        return ExitCode.Success;
    }
}
