using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Compatibility.OpenApi;

/// <summary>The request body of an operation.</summary>
/// <param name="IsRequired">Whether a request without one is refused.</param>
/// <param name="Media">The schemas by media type.</param>
internal sealed record OpenApiBody(bool IsRequired, IReadOnlyDictionary<string, SchemaNode> Media);
