using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Json;

namespace McpAspire.Client.Commands;

/// <summary>Shared by <c>call</c> and <c>load</c>: a tool, its flags, and a file with its arguments.</summary>
internal sealed class ToolCallArguments
{
    /// <summary>Maximum number of characters of a file or of standard input.</summary>
    private const int MaxInput = 16 * 1024 * 1024;

    private readonly CommandContext _context;
    private readonly Argument<string> _tool = new("TOOL")
    {
        HelpName = "TOOL",
        Description = "The tool's name; its arguments come after it, as flags.",
    };
    private readonly Argument<string[]> _words = new("ARGUMENTS")
    {
        HelpName = "--arg value",
        Arity = ArgumentArity.ZeroOrMore,
        Description = "The tool's arguments; 'TOOL --help' shows them.",
    };
    private readonly Option<string> _input = new("--input")
    {
        HelpName = "FILE",
        Description = "Arguments as a JSON object from a file, or '-' for standard input; flags take precedence.",
    };

    public ToolCallArguments(CommandContext context)
    {
        _context = context;
        _tool.CompletionSources.Add(completion => ToolCompletion.Names(context, completion.ParseResult));
        _words.CompletionSources.Add(
            completion =>
                ToolOrNull(completion.ParseResult) is { } tool ? ToolCompletion.Flags(context, completion.ParseResult, tool) : []);
        _tool.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] value }])
            {
                result.AddError($"Put the tool's name before '{value}'.");
            }
        });
    }

    /// <summary>Adds the arguments. Words other than the command's options are flags of the tool.</summary>
    public void AddTo(Command command)
    {
        command.Add(_tool);
        command.Add(_words);
        command.Add(_input);
        command.Add(new HelpOption { Action = new ToolHelpAction(_context, this) });
    }

    /// <summary>The name of the tool on a command line.</summary>
    public string Tool(ParseResult command) => command.GetRequiredValue(_tool);

    /// <summary>The flags of the tool on a command line, and their values.</summary>
    public string[] Words(ParseResult command) => command.GetValue(_words) ?? [];

    /// <returns><see langword="null"/> if the command line has none.</returns>
    public string? ToolOrNull(ParseResult command) => command.GetResult(_tool)?.Tokens is [var token] ? token.Value : null;

    /// <summary>The JSON object of <c>--input</c>.</summary>
    /// <exception cref="CommandException">It cannot be read, or is not a JSON object.</exception>
    public async Task<JsonElement?> ReadInputAsync(ParseResult command, CancellationToken cancellationToken)
    {
        if (command.GetValue(_input) is not { } path)
        {
            return null;
        }

        var source = path == "-" ? "standard input" : $"the file '{path}'";
        try
        {
            using var file = path == "-" ? null : new StreamReader(path);
            return Parse(await ReadAsync(file ?? _context.Console.Input, cancellationToken), source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(
                $"--input: {source} cannot be read. Specify an existing file, or '-' for standard input.", cause: exception);
        }
    }

    private static JsonElement Parse(string text, string source)
    {
        try
        {
            var value = JsonElement.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return value.ValueKind == JsonValueKind.Object
                ? value
                : throw new CommandException(
                    $"--input: {source} is JSON, but not an object; specify an object with a member for each argument.");
        }
        catch (JsonException exception)
        {
            throw new CommandException(
                $"--input: {source} is not JSON, line {exception.LineNumber + 1}. Specify a JSON object with a member for each argument.",
                cause: exception);
        }
    }

    private static async Task<string> ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[8192];
        int read;
        while ((read = await reader.ReadAsync(buffer.AsMemory(), cancellationToken)) > 0)
        {
            if (text.Append(buffer, 0, read).Length > MaxInput)
            {
                throw new CommandException($"--input: the maximum is {MaxInput} characters.");
            }
        }

        return text.ToString();
    }
}
