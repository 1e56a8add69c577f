using System.Globalization;
using System.Text.Json;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Compatibility.OpenApi;

/// <summary>An OpenAPI document, 3.0 or 3.1, as JSON. References must be within the document; operations are parsed on demand.</summary>
internal sealed class OpenApiDocument
{
    private const int MaxReferences = 32;

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    // OpenAPI ignores these as parameters.
    private static readonly HashSet<string> NotParameters = new(
        ["Accept", "Content-Type", "Authorization"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, (string Path, SchemaNode Item, SchemaNode Operation)> _operations = new(StringComparer.Ordinal);
    private readonly SchemaNode _root;

    private OpenApiDocument(string source, SchemaNode root)
    {
        (Source, _root) = (source, root);
        if (root.Element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(root, "must be an object");
        }

        var version = Find(root, "openapi") is { Element.ValueKind: JsonValueKind.String } text ? text.Element.GetString() : null;
        if (version is null
            || !(version.StartsWith("3.0", StringComparison.Ordinal) || version.StartsWith("3.1", StringComparison.Ordinal)))
        {
            throw new ContractException(
                source, "/openapi", version is null ? "is missing: this is not an OpenAPI document" : "must be 3.0 or 3.1");
        }

        IsVersion30 = version.StartsWith("3.0", StringComparison.Ordinal);
        foreach (var (path, reference) in Members(Find(root, "paths") ?? throw new ContractException(source, "/paths", "is missing")))
        {
            var item = Follow(reference);
            foreach (var (method, operation) in Members(item).Where(static member => Methods.Contains(member.Name)))
            {
                if (!_operations.TryAdd(Key(method, path), (path, item, operation)))
                {
                    throw Wrong(operation, "is the same operation as another: their paths differ only in the names of parameters");
                }
            }

            Paths.Add(path);
        }
    }

    /// <summary>The file or address of the document.</summary>
    public string Source { get; }

    /// <summary>Whether schemas follow 3.0, which differs from JSON Schema.</summary>
    public bool IsVersion30 { get; }

    /// <summary>The paths of the document.</summary>
    public List<string> Paths { get; } = [];

    /// <param name="source">The file or address, for error messages.</param>
    /// <param name="utf8">The document.</param>
    /// <exception cref="ContractException">
    /// It is not an OpenAPI document that can be compared; the message has the position and the rule.
    /// </exception>
    public static OpenApiDocument Parse(string source, ReadOnlySpan<byte> utf8) =>
        new(source, SchemaNode.Of(BoundedJson.Parse(source, utf8)));

    /// <returns>The operation, regardless of the names of path parameters; <see langword="null"/> if there is none.</returns>
    /// <exception cref="ContractException">It cannot be read.</exception>
    public OpenApiOperation? FindOperation(string method, string path) =>
        _operations.TryGetValue(Key(method, path), out var found) ? Operation(found.Path, found.Item, found.Operation) : null;

    /// <summary>The methods of a path, in capitals.</summary>
    public IEnumerable<string> MethodsOf(string path) =>
        Methods.Where(method => _operations.ContainsKey(Key(method, path))).Select(static method => method.ToUpperInvariant());

    public ContractException Wrong(SchemaNode node, string rule) => new(Source, node.Pointer, rule);

    /// <summary>Resolves the reference of a schema.</summary>
    /// <returns><see langword="null"/> if it points to another document.</returns>
    /// <exception cref="ContractException">Its target does not exist.</exception>
    public SchemaNode? Resolve(SchemaNode at, string reference) => reference is not ['#', ..] ? null
        : _root.Resolve(reference) ?? throw Wrong(at, $"refers to {reference}, which does not exist");

    /// <summary>Method and path without the names of path parameters: paths that differ only in these names are the same.</summary>
    private static string Key(string method, string path) =>
        $"{method.ToUpperInvariant()} {string.Join('/', path.Split('/').Select(static part => Anonymous(part)))}";

    private static string Anonymous(string part)
    {
        var text = new System.Text.StringBuilder();
        var isName = false;
        foreach (var letter in part)
        {
            if (!isName || letter == '}')
            {
                text.Append(letter);
            }

            isName = letter == '{' || (isName && letter != '}');
        }

        return text.ToString();
    }

    /// <summary>The names of a path's parameters, in order.</summary>
    public static IReadOnlyList<string> NamesIn(string path) => [.. path.Split('{').Skip(1).Select(static part => part.Split('}')[0])];

    private OpenApiOperation Operation(string path, SchemaNode item, SchemaNode node)
    {
        var parameters = new Dictionary<(string, string), OpenApiParameter>();
        foreach (var one in List(Find(item, "parameters"))
            .Concat(List(Find(node, "parameters")))
            .Select(Parameter)
            .OfType<OpenApiParameter>())
        {
            // Parameters of the operation override those of its path.
            parameters[(one.Place, one.Place == OpenApiParameter.Header ? one.Name.ToUpperInvariant() : one.Name)] = one;
        }

        var body = Find(node, "requestBody") is { } reference ? Follow(reference) : (SchemaNode?)null;
        return new(
            Names: NamesIn(path),
            Parameters: [.. parameters.Values],
            Body: body is { } content ? new(Flag(content, "required"), Media(content)) : null,
            Responses: Members(Find(node, "responses") ?? throw Wrong(node, "must have responses"))
                .ToDictionary(static one => one.Name.ToUpperInvariant(), one => Media(Follow(one.Node)), StringComparer.Ordinal),
            IsDeprecated: Flag(node, "deprecated"));
    }

    private OpenApiParameter? Parameter(SchemaNode reference)
    {
        var node = Follow(reference);
        var name = Find(node, "name") is { Element.ValueKind: JsonValueKind.String } text
            ? text.Element.GetString()!
            : throw Wrong(node, "must have a name");
        var place = Find(node, "in") is { Element.ValueKind: JsonValueKind.String } where
            ? where.Element.GetString()
            : null;
        return place is null || !OpenApiParameter.Places.Contains(place)
            ? throw Wrong(node, "must have \"in\": path, query, header or cookie")
            : place == OpenApiParameter.Header && NotParameters.Contains(name) ? null
            : new(
                place,
                name,
                place == OpenApiParameter.Path || Flag(node, "required"),
                Find(node, "content") is null ? Find(node, "schema") ?? SchemaNode.Anything : null);
    }

    private Dictionary<string, SchemaNode> Media(SchemaNode node) => Find(node, "content") is { } content
        ? Members(content).ToDictionary(
            static one => one.Name.Split(';')[0].Trim().ToLowerInvariant(),
            one => Find(one.Node, "schema") ?? SchemaNode.Anything,
            StringComparer.Ordinal)
        : [];

    /// <summary>Resolves an object that may be a reference.</summary>
    private SchemaNode Follow(SchemaNode node)
    {
        for (var followed = 0; Find(node, "$ref") is { Element.ValueKind: JsonValueKind.String } reference; followed++)
        {
            node = followed < MaxReferences && Resolve(node, reference.Element.GetString()!) is { } target
                ? target
                : throw Wrong(
                    node,
                    $"refers to {reference.Element.GetString()}: references to other documents and circular references are not supported");
        }

        return node;
    }

    private static SchemaNode? Find(SchemaNode node, string name) =>
        node.Element.ValueKind == JsonValueKind.Object && node.Element.TryGetProperty(name, out var member)
            ? node.Child(name, member)
            : null;

    private IEnumerable<(string Name, SchemaNode Node)> Members(SchemaNode node) => node.Element.ValueKind == JsonValueKind.Object
        ? node.Element.EnumerateObject().Select(member => (member.Name, node.Child(member.Name, member.Value)))
        : throw Wrong(node, "must be an object");

    private IEnumerable<SchemaNode> List(SchemaNode? node) => node is not { } list ? [] : list.Element.ValueKind == JsonValueKind.Array
        ? list.Element.EnumerateArray().Select((one, index) => list.Child(index.ToString(CultureInfo.InvariantCulture), one))
        : throw Wrong(list, "must be an array");

    private bool Flag(SchemaNode node, string name) => Find(node, name) is { } flag
        && (
            flag.Element.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? flag.Element.GetBoolean()
                : throw Wrong(flag, "must be true or false"));
}
