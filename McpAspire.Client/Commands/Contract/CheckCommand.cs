using System.CommandLine;

namespace McpAspire.Client.Commands.Contract;

/// <summary><c>contract check</c>: whether a running server keeps a contract.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context, ContractOptions options)
    {
        var command = new Command("check", "Compares a contract file with a running server, or with a backend's OpenAPI document.");
        context.Options.AddTo(command);
        command.Add(options.Contract);
        command.Add(options.OpenApi);
        options.AddReportTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(context, options, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ContractOptions options, ParseResult command, CancellationToken cancellationToken)
    {
        if (command.GetValue(options.OpenApi) is { } document)
        {
            return command.GetValue(context.Options.Server) is null
                ? await ContractReport.WriteAsync(await BackendSource.CompareAsync(context, command, command.GetValue(options.Contract)!, document, cancellationToken), context, options, command, cancellationToken)
                : throw new CommandException("--openapi and --server exclude each other: a contract of kind backend is compared with the backend's document.");
        }

        var path = command.GetValue(options.Contract)!;
        var contract = await ContractSource.ReadAsync(path, cancellationToken);
        await using var host = context.CreateHost(command);
        var offered = await ContractSource.FetchAsync(host, cancellationToken);
        var difference = ContractSource.Compare(path, contract, host.Endpoint.ToString(), offered);
        return await ContractReport.WriteAsync(difference, context, options, command, cancellationToken);
    }
}
