using Spectre.Console;

namespace McpAspire.Client.Terminal;

/// <summary>The console of a command: results on standard output, everything else on standard error.</summary>
internal sealed class CommandConsole
{
    /// <summary>Width in columns of text that is not written to a terminal.</summary>
    public const int PlainWidth = 80;

    /// <param name="result">Standard output.</param>
    /// <param name="isTerminal">
    /// Whether standard output is a terminal. Only a terminal gets colors, escape sequences and a live display.
    /// </param>
    /// <param name="error">Standard error.</param>
    /// <param name="input">Standard input.</param>
    public CommandConsole(TextWriter result, bool isTerminal, TextWriter error, TextReader input)
    {
        (Raw, Error, Input, IsTerminal) = (result, error, input, isTerminal);
        Layout = isTerminal ? result : new TrimmedWriter(result);
        Out = Create(Layout, isTerminal);
    }

    /// <summary>Standard output for formatted text, which wraps. Spectre honors NO_COLOR.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Standard output for lines that are already formatted.</summary>
    public TextWriter Layout { get; }

    /// <summary>Standard output for unformatted text, such as JSON.</summary>
    public TextWriter Raw { get; }

    public TextWriter Error { get; }

    public TextReader Input { get; }

    public bool IsTerminal { get; }

    public static CommandConsole OfProcess() => new(Console.Out, !Console.IsOutputRedirected, Console.Error, Console.In);

    /// <summary>Writes one line to standard error. Untrusted text in it cannot control the terminal.</summary>
    public Task WriteErrorAsync(string line, string indent = "") => Error.WriteLineAsync(indent + SafeText.Line(line));

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,

            // They would enable escape sequences in logs of some CI systems.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
