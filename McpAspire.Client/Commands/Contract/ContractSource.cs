using McpAspire.Client.Contracts;

namespace McpAspire.Client.Commands.Contract;

/// <summary>Gets contracts from files and from servers; what is wrong with them becomes the one line of the command.</summary>
internal static class ContractSource
{
    public static bool IsAddress(string source) => Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "https+http" or "http+https";

    /// <exception cref="CommandException">The file is not a contract.</exception>
    public static async Task<Contracts.Contract> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ContractFile.ReadAsync(path, cancellationToken);
        }
        catch (ContractException exception)
        {
            throw new CommandException(exception.Message, cause: exception);
        }
    }

    /// <exception cref="CommandException">The server cannot be reached, or what it says cannot be a contract.</exception>
    public static async Task<Contracts.Contract> FetchAsync(CommandHost host, CancellationToken cancellationToken)
    {
        await using var connection = await host.ConnectAsync(cancellationToken);
        var revisions = await host.FindRevisionsAsync(cancellationToken);
        try
        {
            return ServerContract.Of(host.Endpoint.ToString(), connection.Server?.Name, connection.ProtocolVersion is { } version ? revisions.Append(version).Distinct() : revisions, connection.Offered);
        }
        catch (ContractException exception)
        {
            throw new CommandException(exception.Message, cause: exception);
        }
    }

    public static ContractDifference Compare(string beforeName, Contracts.Contract before, string afterName, Contracts.Contract after)
    {
        var tools = (before.Kind == ContractKind.Client ? before.Tools.Keys : before.Tools.Keys.Union(after.Tools.Keys)).Order(StringComparer.Ordinal);
        return new(beforeName, afterName, before.Kind, [.. tools], ContractComparer.Compare(before, after));
    }
}
