namespace McpAspire.Client.Compatibility.Backend;

/// <summary>What a server calls of a backend's HTTP API.</summary>
/// <param name="Operations">The operations by method and path, such as <c>GET /users/{id}</c>.</param>
internal sealed record BackendContract(IReadOnlyDictionary<string, BackendOperation> Operations);
