using System.Text.Json.Nodes;

namespace McpAspire.Client.Compatibility;

/// <summary>Reads and writes contract files in canonical form, so that files differ only if the contracts do.</summary>
internal static class ContractFile
{
    /// <summary>The version of the file format.</summary>
    public const int Format = 1;

    /// <exception cref="ContractException">
    /// The file does not exist, cannot be read, or is not a contract; the message has the file, the position and the rule.
    /// </exception>
    public static async Task<Contract> ReadAsync(string path, CancellationToken cancellationToken) =>
        Parse(path, await BoundedJson.ReadFileAsync(path, "the file does not exist; 'contract approve' creates it", cancellationToken));

    /// <param name="source">The file's name, for error messages.</param>
    /// <param name="utf8">The content.</param>
    /// <exception cref="ContractException">It is not a contract.</exception>
    public static Contract Parse(string source, ReadOnlySpan<byte> utf8) =>
        new ContractParser(source).Read(BoundedJson.Parse(source, utf8));

    /// <summary>The file of a contract: sorted, indented, with a line break at the end.</summary>
    public static string Write(Contract contract) => CanonicalJson.ToFile(CanonicalJson.Object(
        ("contract", Format),
        ("kind", contract.Kind == ContractKind.Server ? "server" : "client"),
        ("server", contract.Server),
        ("protocol_revisions", CanonicalJson.Texts(contract.ProtocolRevisions)),
        ("tools", CanonicalJson.Object(
            contract.Tools.OrderBy(static tool => tool.Key, StringComparer.Ordinal)
                .Select(static tool => (tool.Key, (JsonNode?)ToJson(tool.Value)))))));

    private static JsonObject ToJson(ToolContract tool) => CanonicalJson.Object(
        ("title", tool.Title),
        ("description", tool.Description),
        ("annotations", tool.Annotations is { } hints ? CanonicalJson.Object(
            ("title", hints.Title),
            ("readOnlyHint", hints.ReadOnlyHint),
            ("destructiveHint", hints.DestructiveHint),
            ("idempotentHint", hints.IdempotentHint),
            ("openWorldHint", hints.OpenWorldHint)) : null),
        ("input_schema", CanonicalJson.Schema(tool.InputSchema)),
        ("output_schema", tool.OutputSchema is { } output ? CanonicalJson.Schema(output) : null),
        ("errors", tool.Errors is { } errors ? CanonicalJson.Texts(errors) : null),
        ("limits", tool.Limits is { } limits ? CanonicalJson.Object(
            ("deadline_seconds", limits.DeadlineSeconds), ("result_bytes", limits.ResultBytes)) : null));
}
