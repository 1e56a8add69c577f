using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Compatibility.OpenApi;

/// <summary>One operation as an OpenAPI document describes it.</summary>
/// <param name="Names">The names of the path's parameters, in their order.</param>
/// <param name="Parameters">The parameters, also those of the path.</param>
/// <param name="Body">Its request body; <see langword="null"/> if there is none.</param>
/// <param name="Responses">The responses by status, <c>2XX</c> or <c>DEFAULT</c>; each the schemas by media type.</param>
/// <param name="IsDeprecated">Whether it is deprecated.</param>
internal sealed record OpenApiOperation(
    IReadOnlyList<string> Names,
    IReadOnlyList<OpenApiParameter> Parameters,
    OpenApiBody? Body,
    IReadOnlyDictionary<string, Dictionary<string, SchemaNode>> Responses,
    bool IsDeprecated);
