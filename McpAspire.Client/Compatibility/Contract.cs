namespace McpAspire.Client.Compatibility;

/// <summary>The guarantees of a server, or the requirements of a client.</summary>
/// <param name="Kind">The kind of contract.</param>
/// <param name="Server">The server's name.</param>
/// <param name="ProtocolRevisions">The supported protocol revisions, sorted.</param>
/// <param name="Tools">The tools by name.</param>
internal sealed record Contract(
    ContractKind Kind, string Server, IReadOnlyList<string> ProtocolRevisions, IReadOnlyDictionary<string, ToolContract> Tools);
