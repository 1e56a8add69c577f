using System.CommandLine;

namespace McpAspire.Client.Commands;

/// <summary><c>tools</c>: what the server offers.</summary>
internal static class ToolsCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("tools", "Lists the server's tools, or shows one of them.");
        context.Options.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult command, CancellationToken cancellationToken)
    {
        await using var host = context.CreateHost(command);
        await using var connection = await host.ConnectAsync(cancellationToken);
        foreach (var tool in connection.Offered)
        {
            await context.Console.Raw.WriteLineAsync(tool.Name);
        }

        return ExitCode.Success;
    }
}
