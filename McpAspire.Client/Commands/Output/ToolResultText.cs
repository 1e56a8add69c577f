using McpAspire.Client.Terminal;
using McpAspire.Client.Tools;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands.Output;

/// <summary>Writes the result of a tool.</summary>
internal static class ToolResultText
{
    private const string Indent = "  ";

    /// <summary>Writes the structured content or, without it, the content blocks.</summary>
    public static async Task WriteAsync(CommandConsole console, CallToolResult result)
    {
        if (result.StructuredContent is { } structured)
        {
            await console.Raw.WriteLineAsync(JsonText.Format(structured));
            return;
        }

        foreach (var block in result.Content)
        {
            await console.Raw.WriteLineAsync(Describe(block));
        }
    }

    /// <summary>Writes the error of a tool and the remedy to standard error.</summary>
    public static async Task WriteErrorAsync(CommandConsole console, string tool, CallToolResult result)
    {
        if (ToolResultReader.ErrorOrNull(result) is not { } error)
        {
            await console.WriteErrorAsync($"{CommandLine.Program}: {tool} failed: {string.Join(' ', result.Content.Select(Describe))}");
            return;
        }

        await console.WriteErrorAsync($"{CommandLine.Program}: {tool} failed: {error.Error} ({error.Code}): {error.Message}");
        foreach (var (name, text) in Details(error))
        {
            await console.WriteErrorAsync($"{name}: {text}", Indent);
        }

        await console.WriteErrorAsync(Advice(error), Indent);
    }

    private static IEnumerable<(string Name, string Text)> Details(ToolError error)
    {
        if (error.Details.Reason is { } reason)
        {
            yield return ("reason", reason);
        }

        if (error.Details.Status is { } status)
        {
            yield return ("status of the backend", $"{status}");
        }

        foreach (var argument in (error.Details.Errors ?? []).OfType<ArgumentError>())
        {
            yield return (argument.Field, argument.Message);
        }

        if (error.Details.TraceId is { } trace)
        {
            yield return ("trace id", trace);
        }
    }

    private static string Advice(ToolError error) => error switch
    {
        { Retryable: true, Details.RetryAfterSeconds: { } seconds } => $"Try again in {seconds} seconds.",
        { Retryable: true } => "Try again: the same call may succeed later.",
        { Details.Errors.Count: > 0 } => "Correct the arguments; the same call would fail again.",
        _ => "The same call would fail again; search the server's log for the trace id.",
    };

    private static string Describe(ContentBlock block) => block switch
    {
        TextContentBlock text => SafeText.Lines(text.Text),
        ResourceLinkBlock link => SafeText.Line($"[resource {link.Uri}]"),
        _ => SafeText.Line($"[{block.Type}; --json shows it]"),
    };
}
