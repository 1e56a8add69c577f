using McpAspire.Client.Compatibility.Backend;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Compatibility.OpenApi;

/// <summary>A parameter of an operation.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsRequired">Whether a request without it is refused.</param>
/// <param name="Schema">Its values; <see langword="null"/> if they are documents of their own.</param>
internal sealed record OpenApiParameter(ParameterPlace Place, string Name, bool IsRequired, SchemaNode? Schema);
