using System.CommandLine;
using McpAspire.Client.Compatibility;

namespace McpAspire.Client.Commands.Gate;

/// <summary><c>contract diff</c>: compares two contract files, or a file with a server.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> Before = new("BEFORE") { Description = "A contract file." };

    private static readonly Argument<string> After = new("AFTER")
    {
        Description = "A contract file of kind server, or the URL of a server.",
    };

    public static Command Create(CommandContext context, ContractOptions options)
    {
        var command = new Command("diff", "Compares two contract files, or a file with a server.") { Before, After };
        context.Options.AddTo(command, withServer: false);
        options.AddReportTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, options, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ContractOptions options, ParseResult command, CancellationToken cancellationToken)
    {
        var (beforePath, afterPath) = (command.GetValue(Before)!, command.GetValue(After)!);
        var before = await ContractFile.ReadAsync(beforePath, cancellationToken);
        var after = ContractGate.IsAddress(afterPath)
            ? await FetchAsync(context, command, afterPath, cancellationToken)
            : await ContractFile.ReadAsync(afterPath, cancellationToken);
        return after.Kind == ContractKind.Client && before.Kind == ContractKind.Server
            ? throw new CommandException(
                $"{afterPath} is the contract of a client, and {beforePath} that of a server. Swap them.")
            : await ContractGate.ReportAsync(
                ContractGate.Compare(beforePath, before, afterPath, after), context, options, command, cancellationToken);
    }

    private static async Task<Contract> FetchAsync(
        CommandContext context, ParseResult command, string address, CancellationToken cancellationToken)
    {
        await using var host = context.CreateHost(command, [new("MCP_SERVER_URL", address)]);
        return await ContractGate.FetchAsync(host, cancellationToken);
    }
}
