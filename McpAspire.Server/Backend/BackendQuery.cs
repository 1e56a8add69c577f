using System.Text.Json;

namespace McpAspire.Server.Backend;

/// <summary>A query as the backend takes it.</summary>
internal sealed record BackendQuery(IReadOnlyDictionary<string, JsonElement>? Filters, int Skip, int Limit);
