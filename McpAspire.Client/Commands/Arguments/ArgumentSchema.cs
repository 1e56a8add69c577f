using System.Text.Json;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>The part of a tool's JSON Schema that the command line uses. The server checks other keywords.</summary>
internal sealed class ArgumentSchema
{
    /// <summary>Deeper levels are not checked, because a schema can refer to itself.</summary>
    public const int MaxDepth = 32;

    /// <summary>Depth that a union consumes, because the work grows with the number of its branches at each level.</summary>
    public const int UnionDepth = 8;

    private readonly SchemaView _view;

    private ArgumentSchema(SchemaView view, bool isBranch = false)
    {
        _view = view;
        var shapes = isBranch ? [view] : SchemaReader.Alternatives(view);
        IsUnion = !(shapes is [var only] && ReferenceEquals(only, view));
        Branches = IsUnion ? [.. shapes.Select(static shape => new ArgumentSchema(shape, isBranch: true))] : [this];
    }

    /// <summary>Whether the schema is a union.</summary>
    public bool IsUnion { get; }

    /// <summary>The branches of a union, or the schema itself.</summary>
    public IReadOnlyList<ArgumentSchema> Branches { get; }

    /// <summary>The allowed JSON types; <see cref="JsonTypes.All"/> if the schema has none.</summary>
    public JsonTypes Types => IsUnion ? Branches.Aggregate(JsonTypes.None, static (all, branch) => all | branch.Types)
        : _view.Types == JsonTypes.None ? JsonTypes.All
        : _view.Types;

    /// <summary>The allowed values; <see langword="null"/> if the schema has no list.</summary>
    public IReadOnlyList<JsonElement>? Values
    {
        get
        {
            if (!IsUnion)
            {
                return _view.Values;
            }

            var lists = Branches.Where(static branch => branch.Types != JsonTypes.Null).Select(static branch => branch.Values).ToList();
            return lists.Count == 0 || lists.Contains(null) ? null : [.. lists.SelectMany(static list => list!)];
        }
    }

    public string? Description => Text("description");

    public JsonElement? Default => _view.Find("default");

    /// <summary>The schema of the elements of an array.</summary>
    public ArgumentSchema? Items => Branches.Select(static branch => branch._view)
        .Where(static view => view.Find("items") is { ValueKind: JsonValueKind.Object })
        .Select(static view => Read(view.Get("items")))
        .FirstOrDefault();

    /// <summary>Whether properties other than <see cref="Properties"/> are rejected.</summary>
    public bool IsClosed => _view.Find("additionalProperties") is { ValueKind: JsonValueKind.False };

    public IReadOnlySet<string> Required => _view.Required();

    /// <summary>The properties of an object, in the order of the schema.</summary>
    public IReadOnlyList<KeyValuePair<string, ArgumentSchema>> Properties =>
        [.. _view.Properties().Select(static property => KeyValuePair.Create(property.Key, Read(property.Value)))];

    public static ArgumentSchema Of(JsonElement schema) => Read(SchemaNode.Of(schema));

    /// <returns><see langword="null"/> if the schema does not have the keyword as text.</returns>
    public string? Text(string keyword) => _view.Find(keyword) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <returns><see langword="null"/> if the schema does not have the keyword as a number that a decimal can hold.</returns>
    public decimal? Number(string keyword) => JsonValues.Number(_view.Find(keyword));

    private static ArgumentSchema Read(SchemaNode node) => new(SchemaReader.Read(node));
}
