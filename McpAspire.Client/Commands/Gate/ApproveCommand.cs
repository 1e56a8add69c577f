using System.CommandLine;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Compatibility.Reports;

namespace McpAspire.Client.Commands.Gate;

/// <summary><c>contract approve</c>: writes the contract of a running server to a file, and shows the changes.</summary>
internal static class ApproveCommand
{
    public static Command Create(CommandContext context, ContractOptions options)
    {
        var command = new Command("approve", "Writes the contract of a running server to the contract file, and shows the changes.");
        context.Options.AddTo(command);
        command.Add(options.Contract);
        command.SetAction((result, cancellationToken) => RunAsync(context, options, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ContractOptions options, ParseResult command, CancellationToken cancellationToken)
    {
        var path = command.GetValue(options.Contract)!;
        await using var host = context.CreateHost(command);
        if (!string.IsNullOrEmpty(host.Configuration["CI"]))
        {
            throw new CommandException("contract approve does not run if CI is set: a person has to review the changes.");
        }

        var old = File.Exists(path) ? await ContractFile.ReadAsync(path, cancellationToken) : null;
        if (old is { Kind: ContractKind.Client })
        {
            throw new CommandException(
                $"{path} is a client's contract, which is not written from a server. Edit it together with the client.");
        }

        var offered = await ContractGate.FetchAsync(host, cancellationToken);
        await CommandFile.WriteAsync(
            path, "contract", "--contract", () => ReplaceAsync(path, ContractFile.Write(offered), cancellationToken));
        var before = old ?? offered with { Tools = new Dictionary<string, ToolContract>(StringComparer.Ordinal) };
        var difference = ContractGate.Compare(path, before, host.Endpoint.ToString(), offered);
        var format = options.FormatOf(command, context.Options);
        await ReportWriter.WriteAsync(difference, format, isStrict: false, context.Console, cancellationToken);
        return ExitCode.Success;
    }

    // Writes a temporary file and moves it, so that readers never see an incomplete contract.
    private static async Task ReplaceAsync(string path, string text, CancellationToken cancellationToken)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            await File.WriteAllTextAsync(draft, text, cancellationToken);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
