namespace McpAspire.Client.Compatibility;

/// <summary>What a server promises, or what a client relies on.</summary>
/// <param name="Kind">Whose contract it is.</param>
/// <param name="Server">The server's name.</param>
/// <param name="ProtocolRevisions">The protocol revisions that are spoken, sorted.</param>
/// <param name="Tools">The tools by name.</param>
internal sealed record Contract(
    ContractKind Kind, string Server, IReadOnlyList<string> ProtocolRevisions, IReadOnlyDictionary<string, ToolContract> Tools);
