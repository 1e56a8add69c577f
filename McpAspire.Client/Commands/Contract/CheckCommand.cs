using System.CommandLine;

namespace McpAspire.Client.Commands.Contract;

/// <summary><c>contract check</c>: whether a running server keeps a contract.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context, ContractOptions options)
    {
        var command = new Command("check", "Compares a contract file with a running server.");
        context.Options.AddTo(command);
        command.Add(options.Contract);
        options.AddReportTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, options, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ContractOptions options, ParseResult command, CancellationToken cancellationToken)
    {
        var path = command.GetValue(options.Contract)!;
        var contract = await ContractSource.ReadAsync(path, cancellationToken);
        await using var host = context.CreateHost(command);
        var offered = await ContractSource.FetchAsync(host, cancellationToken);
        var difference = ContractSource.Compare(path, contract, host.Endpoint.ToString(), offered);
        return await ContractReport.WriteAsync(difference, context, options, command, cancellationToken);
    }
}
