using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Compatibility.OpenApi;

/// <summary>A parameter of an operation.</summary>
/// <param name="Place">One of <see cref="Places"/>.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsRequired">Whether a request without it is refused.</param>
/// <param name="Schema">Its schema; <see langword="null"/> if it has a media type instead.</param>
internal sealed record OpenApiParameter(string Place, string Name, bool IsRequired, SchemaNode? Schema)
{
    public const string Path = "path";

    public const string Query = "query";

    public const string Header = "header";

    /// <summary>The locations, as OpenAPI and contract files name them.</summary>
    public static IReadOnlyList<string> Places { get; } = [Path, Query, Header, "cookie"];
}
