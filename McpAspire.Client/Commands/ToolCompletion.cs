using System.CommandLine;
using McpAspire.Client.Commands.Arguments;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands;

/// <summary>Provides names for shell completion. Requests them from the server; returns none if it is unavailable or slow.</summary>
internal static class ToolCompletion
{
    /// <summary>A person waits for the completion.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Names(CommandContext context, ParseResult command) =>
        List(context, command).Select(static tool => tool.Name).Where(IsPlain);

    public static IEnumerable<string> Flags(CommandContext context, ParseResult command, string tool) =>
        List(context, command)
            .Where(offered => offered.Name == tool)
            .SelectMany(ToolArgument.Of)
            .Select(static argument => argument.Flag)
            .OfType<string>()
            .Where(IsPlain);

    // Completion sources are synchronous.
    private static IReadOnlyList<Tool> List(CommandContext context, ParseResult command) =>
        Task.Run(() => ListAsync(context, command)).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<Tool>> ListAsync(CommandContext context, ParseResult command)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await using var host = context.CreateHost(command);
            await using var connection = await host.ConnectAsync(limit.Token);
            return connection.Offered;
        }
        catch (Exception exception) when (exception is CommandException || limit.IsCancellationRequested)
        {
            return [];
        }
    }

    // Excludes names with characters that the shell or the terminal would interpret.
    private static bool IsPlain(string name) =>
        name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');
}
