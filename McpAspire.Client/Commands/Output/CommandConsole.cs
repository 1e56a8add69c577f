using Spectre.Console;

namespace McpAspire.Client.Commands.Output;

/// <summary>Where a command writes and reads: results on standard output, everything else on standard error.</summary>
/// <param name="result">Standard output.</param>
/// <param name="isTerminal">Whether standard output is a terminal. Only a terminal gets colours, escape sequences and a live display.</param>
/// <param name="error">Standard error.</param>
/// <param name="input">Standard input.</param>
internal sealed class CommandConsole(TextWriter result, bool isTerminal, TextWriter error, TextReader input)
{
    /// <summary>How wide text is that does not go to a terminal, in columns: the same wherever it is made.</summary>
    public const int PlainWidth = 80;

    /// <summary>Standard output, for what is laid out: it wraps. Spectre itself honours NO_COLOR.</summary>
    public IAnsiConsole Out { get; } = Create(result, isTerminal);

    /// <summary>Standard output, for what must arrive as it is, such as JSON.</summary>
    public TextWriter Raw { get; } = result;

    public TextWriter Error { get; } = error;

    public TextReader Input { get; } = input;

    public bool IsTerminal { get; } = isTerminal;

    public static CommandConsole OfProcess() => new(Console.Out, !Console.IsOutputRedirected, Console.Error, Console.In);

    /// <summary>Writes one line to standard error. Text of others in it cannot reach the terminal's controls.</summary>
    public Task WriteErrorAsync(string line) => Error.WriteLineAsync(SafeText.Line(line));

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,

            // They would turn escape sequences on in logs of some CI systems.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
