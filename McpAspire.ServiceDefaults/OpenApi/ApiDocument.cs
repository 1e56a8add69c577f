using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Microsoft.OpenApi.YamlReader;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>
/// An OpenAPI document, JSON or YAML, whose parts are read as OpenAPI 3.2 whatever its version is. A part is converted when it is used.
/// Nothing outside the file is ever read.
/// </summary>
public sealed class ApiDocument
{
    private readonly OpenApiDocument _document;
    private readonly Dictionary<string, JsonNode?> _parts = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<ApiOperation>> _operations;

    private ApiDocument(OpenApiDocument document)
    {
        _document = document;
        _operations = new(() => [.. FindOperations()]);
    }

    /// <summary>The title of the API.</summary>
    public string Title => _document.Info?.Title ?? string.Empty;

    /// <summary>The address of the first server that the document names.</summary>
    public string? ServerAddress => _document.Servers?.FirstOrDefault()?.Url;

    /// <summary>All operations, in the document's order.</summary>
    public IReadOnlyList<ApiOperation> Operations => _operations.Value;

    /// <summary>Reads a document from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="operations">The operations that are used; of JSON, no others are read. Default all.</param>
    /// <exception cref="ApiDocumentException">There is no such file, or it is not an OpenAPI document.</exception>
    public static ApiDocument Load(string path, IReadOnlyCollection<string>? operations = null)
    {
        var content = Read(path);
        var isYaml = !Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        if (operations is not null && IsJson(content))
        {
            try
            {
                content = DocumentExcerpt.Of(content, operations);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
            {
                // Parse reports the problem.
            }
        }

        return Parse(content, isYaml);
    }

    /// <summary>A document as JSON, with these operations and what they refer to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="operations">Names of operations, or their methods and paths.</param>
    /// <exception cref="ApiDocumentException">There is no such file, or it is not an OpenAPI document.</exception>
    public static byte[] Reduce(string path, IReadOnlyCollection<string> operations)
    {
        var content = Read(path);
        try
        {
            var json = IsJson(content) ? content : Encoding.UTF8.GetBytes(Write(Parse(content, isYaml: true)._document));
            return DocumentExcerpt.Of(json, operations);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new ApiDocumentException($"cannot be reduced: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a document from its bytes.</summary>
    /// <param name="content">The document.</param>
    /// <param name="isYaml">Whether it may be YAML. JSON is YAML too, but read much faster as JSON.</param>
    /// <exception cref="ApiDocumentException">It is not an OpenAPI document.</exception>
    public static ApiDocument Parse(byte[] content, bool isYaml)
    {
        ArgumentNullException.ThrowIfNull(content);
        var settings = new OpenApiReaderSettings { RuleSet = new ValidationRuleSet(), LoadExternalRefs = false };
        settings.TryAddReader("yaml", new OpenApiYamlReader());
        try
        {
            using var stream = new MemoryStream(content);
            var (document, diagnostic) = OpenApiDocument.Load(stream, isYaml && !IsJson(content) ? "yaml" : "json", settings);
            return document is { Paths: not null }
                ? new(document)
                : throw new ApiDocumentException(
                    $"is not an OpenAPI document: {diagnostic?.Errors.FirstOrDefault()?.ToString() ?? "it has no paths"}");
        }
        catch (Exception exception) when (exception is not (ApiDocumentException or OutOfMemoryException))
        {
            // The readers let exceptions of many kinds through.
            throw new ApiDocumentException($"is not an OpenAPI document: {exception.Message}", exception);
        }
    }

    /// <summary>The operation with this <c>operationId</c>, or of this method and path, e.g. <c>GET /users/{id}</c>.</summary>
    /// <exception cref="ApiDocumentException">There is none, or more than one.</exception>
    public ApiOperation Find(string name)
    {
        var found = Operations.Where(operation => operation.Id == name).ToList();
        return found.Count switch
        {
            1 => found[0],
            > 1 => throw new ApiDocumentException($"is the name of {found.Count} operations; name the method and the path instead"),
            _ => Operations.FirstOrDefault(operation => operation.Route.Equals(name, StringComparison.Ordinal))
                ?? throw new ApiDocumentException("is not an operation of the document"),
        };
    }

    /// <summary>The part that a reference of this document names.</summary>
    /// <exception cref="ApiDocumentException">The reference leads out of the document, or to nothing.</exception>
    internal JsonNode Resolve(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            throw new ApiDocumentException($"refers to {reference}, which is outside the document");
        }

        var names = JsonPointer.Split(reference);
        var depth = names[0] == "paths" ? 2 : 3;
        var node = names.Length >= depth ? Part(names[..depth]) : null;
        foreach (var name in names.Skip(depth))
        {
            node = node switch
            {
                JsonObject members => members[name],
                JsonArray items when int.TryParse(name, out var index) && index >= 0 && index < items.Count => items[index],
                _ => null,
            };
        }

        return node ?? throw new ApiDocumentException($"refers to {reference}, which does not exist");
    }

    /// <summary>Follows references until there is none.</summary>
    /// <exception cref="ApiDocumentException">A reference leads nowhere or to itself.</exception>
    internal JsonObject? Follow(JsonNode? node)
    {
        for (var steps = 0; steps < 50; steps++)
        {
            if ((node as JsonObject)?["$ref"] is not JsonValue reference)
            {
                return node as JsonObject;
            }

            node = Resolve(reference.GetValue<string>());
        }

        throw new ApiDocumentException($"has circular references: {node!["$ref"]}");
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ApiDocumentException($"cannot be read: {exception.Message}", exception);
        }
    }

    private static bool IsJson(byte[] content) =>
        content.FirstOrDefault(static one => one is not (0x20 or 0x0A or 0x0D or 0x09 or 0xEF or 0xBB or 0xBF)) == '{';

    private static JsonNode? Convert(IOpenApiSerializable? part) => part is null ? null : JsonNode.Parse(Write(part));

    private static string Write(IOpenApiSerializable part)
    {
        using var text = new StringWriter();
        try
        {
            part.SerializeAsV32(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        }
        catch (Exception exception) when (exception is InvalidOperationException or OpenApiException)
        {
            throw new ApiDocumentException($"cannot be read: {exception.Message}", exception);
        }

        // The writer leaves some control characters as they are, which is no JSON.
        return string.Create(text.GetStringBuilder().Length, text, static (clean, source) =>
        {
            source.GetStringBuilder().CopyTo(0, clean, clean.Length);
            foreach (ref var character in clean)
            {
                character = character < ' ' ? ' ' : character;
            }
        });
    }

    private JsonNode? Part(string[] names)
    {
        var key = string.Join('/', names);
        if (!_parts.TryGetValue(key, out var part))
        {
            var components = _document.Components;
            part = _parts[key] = Convert(names switch
            {
                ["paths", var path] => _document.Paths.GetValueOrDefault(path),
                ["components", "schemas", var name] => components?.Schemas?.TryGetValue(name, out var one) is true ? one : null,
                ["components", "parameters", var name] => components?.Parameters?.TryGetValue(name, out var one) is true ? one : null,
                ["components", "requestBodies", var name] => components?.RequestBodies?.TryGetValue(name, out var one) is true ? one : null,
                ["components", "responses", var name] => components?.Responses?.TryGetValue(name, out var one) is true ? one : null,
                ["components", "mediaTypes", var name] => components?.MediaTypes?.TryGetValue(name, out var one) is true ? one : null,
                ["components", "pathItems", var name] => components?.PathItems?.TryGetValue(name, out var one) is true ? one : null,
                _ => null,
            });
        }

        return part;
    }

    private IEnumerable<ApiOperation> FindOperations() =>
        from path in _document.Paths
        from operation in OperationsOf(path.Value)
        select new ApiOperation(operation.Id, operation.Method, path.Key);

    /// <summary>A path that is a reference to nothing has one operation, whose use names the reason.</summary>
    private static IEnumerable<(string Method, string? Id)> OperationsOf(IOpenApiPathItem path)
    {
        try
        {
            return path.Operations is { } operations
                ? [.. operations.Select(static one => (one.Key.Method.ToUpperInvariant(), one.Value.OperationId))]
                : path is OpenApiPathItemReference ? [("ANY", null)] : [];
        }
        catch (InvalidOperationException)
        {
            return [("ANY", null)];
        }
    }
}

/// <summary>Why a document, or an operation of it, cannot be used: the predicate of a sentence about it.</summary>
public sealed class ApiDocumentException(string message, Exception? inner = null) : Exception(message, inner);
