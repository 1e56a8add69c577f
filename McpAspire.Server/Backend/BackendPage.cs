namespace McpAspire.Server.Backend;

/// <summary>One page as the backend answers it.</summary>
internal sealed record BackendPage<T>(int Total, IReadOnlyList<T> Items);
