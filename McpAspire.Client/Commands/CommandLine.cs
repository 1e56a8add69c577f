using System.CommandLine;
using System.CommandLine.Help;
using McpAspire.Client.Commands.Gate;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Commands;

/// <summary>The command line: the commands, and the one place where a failure becomes a line and an exit code.</summary>
internal sealed class CommandLine
{
    public const string Program = "McpAspire.Client";

    private readonly CommandConsole _console;
    private readonly RootCommand _root;

    /// <param name="console">Where the commands write and read.</param>
    /// <param name="configure">Changes the program before its settings are read; tests do.</param>
    public CommandLine(CommandConsole console, Action<IConfigurationManager>? configure = null)
    {
        _console = console;
        var context = new CommandContext(console, new SharedOptions(), configure);
        _root = new RootCommand("Without a command: the worker, which calls the tools of an MCP server again and again. With one: asks an MCP server, once.")
        {
            ToolsCommand.Create(context),
            CallCommand.Create(context),
            LoadCommand.Create(context),
            ContractCommand.Create(context),
            DoctorCommandLine.Create(context),
            HealthCommandLine.Create(context),
        };
        foreach (var help in _root.Options.OfType<HelpOption>())
        {
            ((HelpAction)help.Action!).MaxWidth = console.Out.Profile.Width;
        }
    }

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken = default)
    {
        // A value may begin with @: no response files.
        var command = _root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        try
        {
            return command.Errors.Count > 0
                ? throw new CommandException(Describe(command))
                : await command.InvokeAsync(new InvocationConfiguration { Output = _console.Layout, Error = _console.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (CommandException exception)
        {
            await _console.WriteErrorAsync($"{Program}: {exception.Message}");
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await _console.WriteErrorAsync($"{Program}: interrupted");
            return ExitCode.CouldNotRun;
        }
    }

    // A word that fits nowhere says more than what is missing because of it.
    private static string Describe(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var help = $"'{string.Join(' ', Path(command).Reverse())} --help' says what there is.";
        if (result.UnmatchedTokens.Count == 0)
        {
            return $"{result.Errors[0].Message} {help}";
        }

        // An option that does not exist takes the place of an argument, and the argument is left over.
        var word = command.Arguments.SelectMany(argument => result.GetResult(argument)?.Tokens ?? []).Select(static token => token.Value).FirstOrDefault(static value => value.StartsWith('-')) ?? result.UnmatchedTokens[0];
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
