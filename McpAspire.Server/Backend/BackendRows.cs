using System.Text.Json;

namespace McpAspire.Server.Backend;

/// <summary>Rows of a dataset as the backend answers them.</summary>
internal sealed record BackendRows(string Dataset, int Total, IReadOnlyList<JsonElement> Data);
