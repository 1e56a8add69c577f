using System.CommandLine;
using System.CommandLine.Help;
using McpAspire.Client.Commands.Gate;
using McpAspire.Client.Commands.OpenApi;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Commands;

/// <summary>Defines the commands, and converts failures to one line and an exit code.</summary>
internal sealed class CommandLine
{
    /// <summary>The name by which it was started: that of the .NET tool, or of the program.</summary>
    public static readonly string Program = RootCommand.ExecutableName is "mcpaspire" and var tool ? tool : "McpAspire.Client";

    private readonly CommandConsole _console;
    private readonly RootCommand _root;

    /// <param name="console">The console of the commands.</param>
    /// <param name="configure">Changes the configuration before settings are read; for tests.</param>
    public CommandLine(CommandConsole console, Action<IConfigurationManager>? configure = null)
    {
        _console = console;
        var context = new CommandContext(console, new SharedOptions(), configure);
        _root = new RootCommand(
            "Without a command, runs a worker that calls the tools of an MCP server on a timer. With a command, does one task against an "
                + "MCP server.")
        {
            ToolsCommand.Create(context),
            CallCommand.Create(context),
            LoadCommand.Create(context),
            ContractCommand.Create(context),
            OpenApiCommand.Create(context),
            DoctorCommandLine.Create(context),
        };
        foreach (var help in _root.Options.OfType<HelpOption>())
        {
            ((HelpAction)help.Action!).MaxWidth = console.Out.Profile.Width;
        }
    }

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken = default)
    {
        // No response files: a value may begin with @.
        var command = _root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        try
        {
            return command.Errors.Count == 0
                ? await command.InvokeAsync(
                    new InvocationConfiguration
                    {
                        Output = _console.Layout,
                        Error = _console.Error,
                        EnableDefaultExceptionHandler = false,
                    }, cancellationToken)
                : throw new CommandException(Describe(command));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await _console.WriteErrorAsync($"{Program}: {Describe(exception)}");
            return exception is CommandException { ExitCode: var code } ? code : ExitCode.CouldNotRun;
        }
    }

    private static string Describe(Exception exception) => exception switch
    {
        CommandException or ContractException => exception.Message,
        OperationCanceledException => "interrupted",
        FormatException => $"wrong settings: {exception.Message}",
        _ =>
            $"unexpected {exception.GetType().Name} in {exception.TargetSite?.DeclaringType?.Name}.{exception.TargetSite?.Name}. This is a "
                + "bug in the client: report it with this line.",
    };

    // An unknown word is reported instead of the missing argument that it causes.
    private static string Describe(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var help = $"'{string.Join(' ', Path(command).Reverse())} --help' shows the usage.";
        if (result.UnmatchedTokens.Count == 0)
        {
            return $"{result.Errors[0].Message} {help}";
        }

        // The parser treats an unknown option as an argument, and reports the next word.
        var word = command.Arguments.SelectMany(argument => result.GetResult(argument)?.Tokens ?? [])
            .Select(static token => token.Value)
            .FirstOrDefault(static value => value.StartsWith('-')) ?? result.UnmatchedTokens[0];
        var meant = Suggestion.For(word, command.Children.Where(static symbol => !symbol.Hidden).Select(static symbol => symbol.Name));
        return $"unknown argument '{word}'. {(meant is null ? string.Empty : $"Did you mean '{meant}'? ")}{help}";
    }

    private static IEnumerable<string> Path(Command command)
    {
        for (Symbol? symbol = command; symbol is not null; symbol = symbol.Parents.FirstOrDefault())
        {
            yield return symbol is RootCommand ? Program : symbol.Name;
        }
    }
}
