using System.CommandLine;
using McpAspire.Client.Contracts;

namespace McpAspire.Client.Commands.Contract;

/// <summary><c>contract diff</c>: compares two contracts, each in a file; the second may be a server.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> Before = new("BEFORE") { Description = "A contract file." };

    private static readonly Argument<string> After = new("AFTER") { Description = "A contract file of kind server, or the URL of a server." };

    public static Command Create(CommandContext context, ContractOptions options)
    {
        var command = new Command("diff", "Compares two contract files, or a file with a server.") { Before, After, context.Options.Timeout, context.Options.Json };
        options.AddReportTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, options, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ContractOptions options, ParseResult command, CancellationToken cancellationToken)
    {
        var (beforePath, afterPath) = (command.GetValue(Before)!, command.GetValue(After)!);
        var before = await ContractSource.ReadAsync(beforePath, cancellationToken);
        var after = ContractSource.IsAddress(afterPath) ? await FetchAsync(context, command, afterPath, cancellationToken) : await ContractSource.ReadAsync(afterPath, cancellationToken);
        return after.Kind == ContractKind.Client && before.Kind == ContractKind.Server
            ? throw new CommandException($"{afterPath} is what a client relies on, and {beforePath} what a server promises: give them in the other order.")
            : await ContractReport.WriteAsync(ContractSource.Compare(beforePath, before, afterPath, after), context, options, command, cancellationToken);
    }

    private static async Task<Contracts.Contract> FetchAsync(CommandContext context, ParseResult command, string address, CancellationToken cancellationToken)
    {
        var builder = context.CreateBuilder(command);
        builder.Configuration.AddInMemoryCollection([new("MCP_SERVER_URL", address)]);
        await using var host = new CommandHost(builder.Build());
        return await ContractSource.FetchAsync(host, cancellationToken);
    }
}
