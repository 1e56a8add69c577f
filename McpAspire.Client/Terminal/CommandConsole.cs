using Spectre.Console;

namespace McpAspire.Client.Terminal;

/// <summary>Where a command writes and reads: results on standard output, everything else on standard error.</summary>
internal sealed class CommandConsole
{
    /// <summary>How wide text is that does not go to a terminal, in columns: the same wherever it is made.</summary>
    public const int PlainWidth = 80;

    /// <param name="result">Standard output.</param>
    /// <param name="isTerminal">
    /// Whether standard output is a terminal. Only a terminal gets colours, escape sequences and a live display.
    /// </param>
    /// <param name="error">Standard error.</param>
    /// <param name="input">Standard input.</param>
    public CommandConsole(TextWriter result, bool isTerminal, TextWriter error, TextReader input)
    {
        (Raw, Error, Input, IsTerminal) = (result, error, input, isTerminal);
        Layout = isTerminal ? result : new TrimmedWriter(result);
        Out = Create(Layout, isTerminal);
    }

    /// <summary>Standard output, for what is laid out: it wraps. Spectre itself honours NO_COLOR.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>The same as text: lines that somebody else has laid out.</summary>
    public TextWriter Layout { get; }

    /// <summary>Standard output, for what must arrive as it is, such as JSON.</summary>
    public TextWriter Raw { get; }

    public TextWriter Error { get; }

    public TextReader Input { get; }

    public bool IsTerminal { get; }

    public static CommandConsole OfProcess() => new(Console.Out, !Console.IsOutputRedirected, Console.Error, Console.In);

    /// <summary>Writes one line to standard error. Text of others in it cannot reach the terminal's controls.</summary>
    public Task WriteErrorAsync(string line, string indent = "") => Error.WriteLineAsync(indent + SafeText.Line(line));

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
