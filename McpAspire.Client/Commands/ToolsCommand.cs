using System.CommandLine;
using McpAspire.Client.Commands.Output;
using McpAspire.Client.Connection;
using McpAspire.Client.Terminal;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands;

/// <summary><c>tools</c>: lists the server's tools.</summary>
internal static class ToolsCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("NAME")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The tool to show in detail. Default: a table of all tools.",
        };
        name.CompletionSources.Add(completion => ToolCompletion.Names(context, completion.ParseResult));
        name.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] value }])
            {
                result.AddError($"unknown argument '{value}'.");
            }
        });
        var command = new Command("tools", "Lists the server's tools, or shows one of them.") { name };
        context.Options.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, result, result.GetValue(name), cancellationToken));
        return command;
    }

    /// <exception cref="CommandException">The server has no such tool.</exception>
    public static Tool Find(McpConnection connection, Uri endpoint, string name)
    {
        if (connection.Offered.FirstOrDefault(tool => tool.Name == name) is { } found)
        {
            return found;
        }

        var meant = Suggestion.For(name, connection.ToolNames);
        throw new CommandException(
            $"{endpoint}: the server lists no tool '{name}'. {(meant is null ? string.Empty : $"Did you mean '{meant}'? ")}'tools' lists "
                + "the tools; which ones you see may depend on your app roles.");
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult command, string? name, CancellationToken cancellationToken)
    {
        await using var host = context.CreateHost(command);
        await using var connection = await host.ConnectAsync(cancellationToken);
        var json = command.GetValue(context.Options.Json);
        if (name is null)
        {
            await WriteAsync(
                context,
                json,
                new ListToolsResult { Tools = [.. connection.Offered] },
                list => ToolListView.Write(context.Console, [.. list.Tools]));
        }
        else
        {
            await WriteAsync(context, json, Find(connection, host.Endpoint, name), tool => ToolView.Write(context.Console, tool));
        }

        return ExitCode.Success;
    }

    private static async Task WriteAsync<T>(CommandContext context, bool json, T value, Action<T> view)
    {
        if (json)
        {
            await context.Console.Raw.WriteLineAsync(JsonText.FormatProtocol(value));
        }
        else
        {
            view(value);
        }
    }
}
