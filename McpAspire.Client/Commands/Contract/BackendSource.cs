using System.CommandLine;
using McpAspire.Client.Connection;
using McpAspire.Client.Contracts;
using McpAspire.Client.Contracts.Backend;
using McpAspire.Client.Contracts.OpenApi;

namespace McpAspire.Client.Commands.Contract;

/// <summary>Compares what a server calls with an OpenAPI document; what is wrong with either becomes the one line of the command.</summary>
internal static class BackendSource
{
    /// <param name="context">Where the client's services come from.</param>
    /// <param name="command">The command line.</param>
    /// <param name="path">The contract's file.</param>
    /// <param name="document">The document's file or address.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CommandException">One of them is not there, or cannot be compared.</exception>
    public static async Task<ContractDifference> CompareAsync(CommandContext context, ParseResult command, string path, string document, CancellationToken cancellationToken)
    {
        try
        {
            var contract = await BackendContractFile.ReadAsync(path, cancellationToken);
            var bytes = ContractSource.IsAddress(document)
                ? await FetchAsync(context, command, document, cancellationToken)
                : await JsonSource.ReadFileAsync(document, "there is no such file; --openapi takes a file or a URL", cancellationToken);
            var findings = BackendComparer.Compare(contract, OpenApiDocument.Parse(document, bytes));
            return new(path, document, ContractKind.Backend, [.. contract.Operations.Keys.Order(StringComparer.Ordinal)], findings);
        }
        catch (ContractException exception)
        {
            throw new CommandException(exception.Message, cause: exception);
        }
    }

    private static async Task<byte[]> FetchAsync(CommandContext context, ParseResult command, string address, CancellationToken cancellationToken)
    {
        await using var host = context.CreateHost(command);
        try
        {
            return await host.GetAsync(new Uri(address), static (source, body, ending) => JsonSource.ReadAsync(source, body, ending), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && ConnectionFailure.Of(exception) is not null)
        {
            throw new CommandException($"{address}: {ConnectionFailure.Of(exception)!.Reason}. Start the backend, compare --openapi with its address, or give a file.", cause: exception);
        }
    }
}
