using System.Text.Json.Nodes;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>One operation of a document.</summary>
public sealed class ApiOperation
{
    internal ApiOperation(string? id, string method, string path) => (Id, Method, Path) = (id, method, path);

    /// <summary>The <c>operationId</c>.</summary>
    public string? Id { get; }

    /// <summary>The HTTP method, in upper case.</summary>
    public string Method { get; }

    /// <summary>The path template.</summary>
    public string Path { get; }

    /// <summary>The method and the path.</summary>
    public string Route => $"{Method} {Path}";

    /// <summary>The name in a configuration: the <c>operationId</c> where it is one key, else the route.</summary>
    public string Key => Id is { Length: > 0 } id && !id.Contains(':', StringComparison.Ordinal) ? id : Route;

    /// <summary>Whether the method changes nothing.</summary>
    public bool IsSafe => Method is "GET" or "HEAD" or "OPTIONS" or "QUERY";

    /// <summary>The operation in its document, which tools do not keep in memory.</summary>
    /// <exception cref="ApiDocumentException">A reference leads nowhere.</exception>
    internal JsonObject Read(ApiDocument document)
    {
        var item = PathItem(document);
        var name = Method.ToLowerInvariant();
        return item[name] as JsonObject ?? item["additionalOperations"]?[Method] as JsonObject
            ?? throw new ApiDocumentException("has a method that OpenAPI does not define");
    }

    /// <summary>The parameters with those of the path; the operation's own replace them.</summary>
    /// <exception cref="ApiDocumentException">A reference leads nowhere.</exception>
    internal IReadOnlyList<JsonObject> ReadParameters(ApiDocument document, JsonObject operation)
    {
        var all = new Dictionary<(string?, string?), JsonObject>();
        foreach (var node in Items(PathItem(document)["parameters"]).Concat(Items(operation["parameters"])))
        {
            var parameter = document.Follow(node) ?? throw new ApiDocumentException("has a parameter that is not an object");
            all[((string?)parameter["in"], (string?)parameter["name"])] = parameter;
        }

        return [.. all.Values];
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? node) => node as JsonArray ?? [];

    private JsonObject PathItem(ApiDocument document) => document.Follow(
        document.Resolve($"#/paths/{Uri.EscapeDataString(JsonPointer.Escape(Path))}"))
        ?? throw new ApiDocumentException("has a path that is not an object");
}
