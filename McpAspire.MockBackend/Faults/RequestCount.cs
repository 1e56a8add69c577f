namespace McpAspire.MockBackend.Faults;

/// <summary>How many requests one path has had with one method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="Count">How many there were.</param>
/// <param name="WithIdempotencyKey">How many of them had an <c>Idempotency-Key</c>.</param>
/// <param name="IdempotencyKeys">How many different ones there were.</param>
internal sealed record RequestCount(string Method, string Path, int Count, int WithIdempotencyKey, int IdempotencyKeys);
