using System.CommandLine;
using McpAspire.Client.Contracts;
using McpAspire.Client.Contracts.Reports;

namespace McpAspire.Client.Commands.Contract;

/// <summary>Writes differences as the command line asks, and says what to end with.</summary>
internal static class ContractReport
{
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="CommandException">The file for the report cannot be written.</exception>
    public static async Task<int> WriteAsync(ContractDifference difference, CommandContext context, ContractOptions options, ParseResult command, CancellationToken cancellationToken)
    {
        var isStrict = command.GetValue(options.Strict);
        var path = command.GetValue(options.Output);
        try
        {
            await ReportWriter.WriteAsync(difference, options.FormatOf(command, context.Options), isStrict, context.Console, path, cancellationToken);
        }
        catch (Exception exception) when (path is not null && exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CommandException($"{path}: the report cannot be written there. Give --output a file in a folder that exists.", cause: exception);
        }

        return difference.ToExitCode(isStrict);
    }
}
