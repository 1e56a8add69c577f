using System.Text.Json;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>A place in a tool's JSON Schema, as far as a command line needs it. What it does not know, it leaves to the server.</summary>
internal sealed class ArgumentSchema
{
    /// <summary>A schema that goes deeper is a loop, or nobody's command line.</summary>
    public const int MaxDepth = 32;

    /// <summary>How much of that depth a union takes: as its branches may be unions again, the work grows with their number to the power of their nesting.</summary>
    public const int UnionDepth = 8;

    private const int MaxBranches = 16;

    private static readonly string[] Unions = ["anyOf", "oneOf"];

    private readonly JsonElement _root;

    private ArgumentSchema(JsonElement element, JsonElement root)
    {
        _root = root;
        Element = Resolve(element, root);
    }

    /// <summary>The schema, behind its <c>$ref</c>.</summary>
    public JsonElement Element { get; }

    /// <summary>The branches of a union; the schema itself if it is none, or one of too many.</summary>
    public IReadOnlyList<ArgumentSchema> Branches => Array.Find(Unions, union => Get(union) is { ValueKind: JsonValueKind.Array } branches && branches.GetArrayLength() is > 0 and <= MaxBranches) is { } name
        ? [.. Get(name)!.Value.EnumerateArray().Select(Child)]
        : [this];

    /// <summary>The JSON types that it takes; none if it does not say.</summary>
    public IReadOnlyList<string> Types => ReadTypes(0);

    /// <summary>The values that it takes; <see langword="null"/> if it takes others too.</summary>
    public IReadOnlyList<JsonElement>? Values => ReadValues(0);

    public string? Description => Get("description") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public JsonElement? Default => Get("default");

    /// <summary>Whether it is a union, whose <see cref="Branches"/> say what it takes.</summary>
    public bool IsUnion => Branches[0] != this;

    /// <summary>The schema of the items of an array.</summary>
    public ArgumentSchema? Items => Branches.Select(static branch => branch.Get("items") is { ValueKind: JsonValueKind.Object } items ? branch.Child(items) : null).FirstOrDefault(static items => items is not null);

    /// <summary>Whether names that <see cref="Properties"/> lacks are refused.</summary>
    public bool IsClosed => Get("additionalProperties") is { ValueKind: JsonValueKind.False };

    public HashSet<string> Required => Get("required") is { ValueKind: JsonValueKind.Array } names
        ? [.. names.EnumerateArray().Where(static name => name.ValueKind == JsonValueKind.String).Select(static name => name.GetString()!)]
        : [];

    /// <summary>The properties of an object, in the order of the schema.</summary>
    public IReadOnlyList<KeyValuePair<string, ArgumentSchema>> Properties => Get("properties") is { ValueKind: JsonValueKind.Object } properties
        ? [.. properties.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Child(property.Value)))]
        : [];

    public static ArgumentSchema Of(JsonElement schema) => new(schema, schema);

    public JsonElement? Get(string keyword) => Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(keyword, out var value) ? value : null;

    /// <returns><see langword="null"/> where the schema has no such number, or one that a decimal cannot hold.</returns>
    public decimal? Number(string keyword) => Get(keyword) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value) ? value : null;

    private ArgumentSchema Child(JsonElement element) => new(element, _root);

    private List<string> ReadTypes(int depth)
    {
        if (Get("type") is { } type)
        {
            IEnumerable<JsonElement> names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : [type];
            return [.. names.Where(static name => name.ValueKind == JsonValueKind.String).Select(static name => name.GetString()!)];
        }

        if (IsUnion)
        {
            return depth < MaxDepth ? [.. Branches.SelectMany(branch => branch.ReadTypes(depth + UnionDepth)).Distinct()] : [];
        }

        return ReadValues(depth) is { } values ? [.. values.Select(TypeOf).Distinct()] : [];
    }

    private List<JsonElement>? ReadValues(int depth)
    {
        if (Get("enum") is { ValueKind: JsonValueKind.Array } values)
        {
            return [.. values.EnumerateArray()];
        }

        if (Get("const") is { } value)
        {
            return [value];
        }

        if (depth >= MaxDepth || !IsUnion)
        {
            return null;
        }

        var all = new List<JsonElement>();
        foreach (var branch in Branches.Where(static branch => branch.Get("type") is not { ValueKind: JsonValueKind.String } type || type.GetString() != "null"))
        {
            if (branch.ReadValues(depth + UnionDepth) is not { } some)
            {
                return null;
            }

            all.AddRange(some);
        }

        return all;
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, null),
    };

    private static JsonElement Resolve(JsonElement element, JsonElement root)
    {
        var document = SchemaNode.Of(root);
        for (var hop = 0; hop < MaxDepth && element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String; hop++)
        {
            // A reference to another document is left to the server.
            if (document.Resolve(reference.GetString()!) is not { } target)
            {
                break;
            }

            element = target.Element;
        }

        return element;
    }
}
