using System.CommandLine;
using McpAspire.Client.Commands.OpenApi;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Compatibility.Backend;
using McpAspire.Client.Compatibility.OpenApi;
using McpAspire.Client.Compatibility.Reports;
using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Connection;

namespace McpAspire.Client.Commands.Gate;

/// <summary>Shared by the <c>contract</c> commands: fetches contracts, compares and reports.</summary>
internal static class ContractGate
{
    public static bool IsAddress(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var url) && McpConnectionOptions.IsServerScheme(url.Scheme);

    /// <summary>Reads the contract of a running server.</summary>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    /// <exception cref="ContractException">Its description is not a valid contract.</exception>
    public static async Task<Contract> FetchAsync(CommandHost host, CancellationToken cancellationToken)
    {
        await using var connection = await host.ConnectAsync(cancellationToken);
        var revisions = await host.FindRevisionsAsync(cancellationToken);
        return ServerContract.Of(
            host.Endpoint.ToString(),
            connection.Server?.Name,
            connection.ProtocolVersion is { } version ? revisions.Append(version).Distinct() : revisions,
            connection.Offered);
    }

    public static ContractDifference Compare(string beforeName, Contract before, string afterName, Contract after)
    {
        var tools = before.Kind == ContractKind.Client ? before.Tools.Keys : before.Tools.Keys.Union(after.Tools.Keys);
        return new(beforeName, afterName, before.Kind, [.. tools.Order(StringComparer.Ordinal)], ContractComparer.Compare(before, after));
    }

    /// <summary>
    /// Compares a contract of kind <c>backend</c>, or the operations that a configuration of APIs offers, with an OpenAPI document.
    /// </summary>
    /// <param name="context">Creates the client's services.</param>
    /// <param name="command">The command line.</param>
    /// <param name="path">The contract file.</param>
    /// <param name="document">The file or URL of the document.</param>
    /// <param name="api">The API of the configuration.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="CommandException">The document cannot be fetched.</exception>
    /// <exception cref="ContractException">One of them cannot be read or compared.</exception>
    public static async Task<ContractDifference> CompareDocumentAsync(
        CommandContext context, ParseResult command, string path, string document, string? api, CancellationToken cancellationToken)
    {
        var bytes = IsAddress(document)
            ? await FetchDocumentAsync(context, command, new Uri(document), cancellationToken)
            : await BoundedJson.ReadFileAsync(document, "the file does not exist; --openapi requires a file or a URL", cancellationToken);
        if (await ApiConfiguration.IsAsync(path, cancellationToken))
        {
            var now = ApiConfiguration.Parse(document, bytes);
            return Compare(path, ApiConfiguration.Contract(path, null, api), document, ApiConfiguration.Contract(path, now, api));
        }

        var contract = await BackendContractFile.ReadAsync(path, cancellationToken);
        var findings = BackendComparer.Compare(contract, OpenApiDocument.Parse(document, bytes));
        return new(path, document, ContractKind.Backend, [.. contract.Operations.Keys.Order(StringComparer.Ordinal)], findings);
    }

    /// <summary>Writes the differences in the requested format.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="CommandException">The report file cannot be written.</exception>
    public static async Task<int> ReportAsync(
        ContractDifference difference,
        CommandContext context,
        ContractOptions options,
        ParseResult command,
        CancellationToken cancellationToken)
    {
        var isStrict = command.GetValue(options.Strict);
        var format = options.FormatOf(command, context.Options);
        if (command.GetValue(options.Output) is { } path)
        {
            await CommandFile.WriteAsync(path, ReportWriter.ToText(difference, format, isStrict), "report", "--output", cancellationToken);
            format = ReportFormat.Table;
        }

        await ReportWriter.WriteAsync(difference, format, isStrict, context.Console, cancellationToken);
        return ToExitCode(difference, isStrict);
    }

    /// <param name="difference">The differences.</param>
    /// <param name="isStrict">Whether risky differences are failures.</param>
    public static int ToExitCode(ContractDifference difference, bool isStrict) =>
        difference.Worst == Grade.Breaking ? ExitCode.Failure
        : difference.Worst == Grade.Risky && isStrict ? ExitCode.Risky
        : ExitCode.Success;

    private static async Task<byte[]> FetchDocumentAsync(
        CommandContext context, ParseResult command, Uri address, CancellationToken cancellationToken)
    {
        await using var host = context.CreateHost(command);
        return await CommandHost.TryAsync(
            () =>
                host.GetAsync(
                    address, static (source, body, cancellation) => BoundedJson.ReadAsync(source, body, cancellation), cancellationToken),
            failure => $"{address}: {failure.Reason}. Start the backend, correct --openapi, or specify a file.",
            cancellationToken);
    }
}
