using System.CommandLine;
using McpAspire.Client.Compatibility;

namespace McpAspire.Client.Commands.Gate;

/// <summary><c>contract check</c>: compares a contract with a running server.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context, ContractOptions options)
    {
        var command = new Command("check", "Compares a contract file with a running server, or with a backend's OpenAPI document.");
        context.Options.AddTo(command);
        command.Add(options.Contract);
        command.Add(options.OpenApi);
        command.Add(options.Api);
        options.AddReportTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, options, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ContractOptions options, ParseResult command, CancellationToken cancellationToken)
    {
        var path = command.GetValue(options.Contract)!;
        var difference = command.GetValue(options.OpenApi) is not { } document
            ? await CompareServerAsync(context, command, path, cancellationToken)
            : command.GetValue(context.Options.Server) is null
                ? await ContractGate.CompareDocumentAsync(
                    context, command, path, document, command.GetValue(options.Api), cancellationToken)
                : throw new CommandException(
                    "--openapi and --server cannot be combined: a contract of kind backend is compared with the backend's document.");
        return await ContractGate.ReportAsync(difference, context, options, command, cancellationToken);
    }

    private static async Task<ContractDifference> CompareServerAsync(
        CommandContext context, ParseResult command, string path, CancellationToken cancellationToken)
    {
        var contract = await ContractFile.ReadAsync(path, cancellationToken);
        await using var host = context.CreateHost(command);
        return ContractGate.Compare(path, contract, host.Endpoint.ToString(), await ContractGate.FetchAsync(host, cancellationToken));
    }
}
