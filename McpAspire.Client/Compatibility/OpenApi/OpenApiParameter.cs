using McpAspire.Client.Compatibility.Backend;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Compatibility.OpenApi;

/// <summary>A parameter of an operation.</summary>
/// <param name="Place">Its location.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsRequired">Whether a request without it is refused.</param>
/// <param name="Schema">Its schema; <see langword="null"/> if it has a media type instead.</param>
internal sealed record OpenApiParameter(ParameterPlace Place, string Name, bool IsRequired, SchemaNode? Schema);
