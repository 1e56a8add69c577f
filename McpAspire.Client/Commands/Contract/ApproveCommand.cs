using System.CommandLine;
using McpAspire.Client.Contracts;
using McpAspire.Client.Contracts.Reports;

namespace McpAspire.Client.Commands.Contract;

/// <summary><c>contract approve</c>: makes what a running server offers the contract, and shows what that changes.</summary>
internal static class ApproveCommand
{
    public static Command Create(CommandContext context, ContractOptions options)
    {
        var command = new Command("approve", "Writes what a running server offers to the contract file, and shows what that changes.");
        context.Options.AddTo(command);
        command.Add(options.Contract);
        command.SetAction((result, cancellationToken) => RunAsync(context, options, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ContractOptions options, ParseResult command, CancellationToken cancellationToken)
    {
        var path = command.GetValue(options.Contract)!;
        var builder = context.CreateBuilder(command);
        if (!string.IsNullOrEmpty(builder.Configuration["CI"]))
        {
            throw new CommandException("contract approve does not run where CI is set: a contract is approved by a person who reads what changes.");
        }

        var old = File.Exists(path) ? await ContractSource.ReadAsync(path, cancellationToken) : null;
        if (old is { Kind: ContractKind.Client })
        {
            throw new CommandException($"{path} is what a client relies on; a server cannot approve it. Change it with the client.");
        }

        await using var host = new CommandHost(builder.Build());
        var offered = await ContractSource.FetchAsync(host, cancellationToken);
        await WriteAsync(path, ContractFile.Write(offered), cancellationToken);
        var before = old ?? offered with { Tools = new Dictionary<string, ToolContract>(StringComparer.Ordinal) };
        var difference = ContractSource.Compare(path, before, host.Endpoint.ToString(), offered);
        await ReportWriter.WriteAsync(difference, options.FormatOf(command, context.Options), isStrict: false, context.Console, path: null, cancellationToken);
        return ExitCode.Success;
    }

    // A file beside it takes its place at once: nobody finds half a contract.
    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            await File.WriteAllTextAsync(draft, text, cancellationToken);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            File.Delete(draft);
            throw new CommandException($"{path}: the contract cannot be written there. Give --contract a file in a folder that exists.", cause: exception);
        }
    }
}
