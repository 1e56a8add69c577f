using System.Text.Json;

namespace McpAspire.Client.Compatibility.Backend;

/// <summary>A body of a request or of a response.</summary>
/// <param name="ContentType">Its media type, without parameters.</param>
/// <param name="Schema">The content.</param>
internal sealed record BackendBody(string ContentType, JsonElement Schema);
