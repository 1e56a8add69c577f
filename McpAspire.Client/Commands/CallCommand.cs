using System.CommandLine;
using McpAspire.Client.Commands.Arguments;
using McpAspire.Client.Commands.Output;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Commands;

/// <summary><c>call</c>: calls one tool, once.</summary>
internal static class CallCommand
{
    public static Command Create(CommandContext context)
    {
        var call = new ToolCallArguments(context);
        var command = new Command("call", "Calls one tool, e.g. call TOOL --arg value. 'call TOOL --help' shows its arguments.");
        call.AddTo(command);
        context.Options.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, call, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ToolCallArguments call, ParseResult command, CancellationToken cancellationToken)
    {
        await using var host = context.CreateHost(command);
        var input = await call.ReadInputAsync(command, cancellationToken);
        await using var connection = await host.ConnectAsync(cancellationToken);
        var tool = ToolsCommand.Find(connection, host.Endpoint, call.Tool(command));
        var arguments = ArgumentReader.Read(tool, call.Words(command), input);
        var result = await host.TryAsync(
            () => connection.CallAsync(new() { Name = tool.Name, Arguments = arguments }, cancellationToken), cancellationToken);
        if (command.GetValue(context.Options.Json))
        {
            await context.Console.Raw.WriteLineAsync(JsonText.FormatProtocol(result));
        }

        if (result.IsError is true)
        {
            await ToolResultText.WriteErrorAsync(context.Console, tool.Name, result);
            return ExitCode.Failure;
        }

        if (!command.GetValue(context.Options.Json))
        {
            await ToolResultText.WriteAsync(context.Console, result);
        }

        return ExitCode.Success;
    }
}
