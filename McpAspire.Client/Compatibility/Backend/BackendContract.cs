namespace McpAspire.Client.Compatibility.Backend;

/// <summary>The operations of a backend's HTTP API that a server calls.</summary>
/// <param name="Operations">The operations by method and path, such as <c>GET /users/{id}</c>.</param>
internal sealed record BackendContract(IReadOnlyDictionary<string, BackendOperation> Operations);
