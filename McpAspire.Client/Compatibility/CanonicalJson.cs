using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Compatibility;

/// <summary>Builds contract files in canonical form.</summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An object of the members that have a value, in this order.</summary>
    public static JsonObject Object(params IEnumerable<(string Name, JsonNode? Value)> members) => new(
        members.Where(static member => member.Value is not null).Select(static member => KeyValuePair.Create(member.Name, member.Value)));

    /// <summary>The texts in their ordinal order, each once.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(static text => (JsonNode)text)]);

    /// <summary>
    /// A schema with sorted members, <c>required</c> and <c>type</c>. Other arrays keep their order, because models see it.
    /// </summary>
    public static JsonNode? Schema(JsonElement schema) => Sort(schema, isSchema: true);

    /// <summary>The file, indented, with a line break at the end.</summary>
    public static string ToFile(JsonObject json) => $"{SafeText.Json(json.ToJsonString(Indented))}\n";

    private static JsonNode? Sort(JsonElement element, bool isSchema) =>
        element.ValueKind is JsonValueKind.Object ? Sort(element, member => SortMember(member, isSchema))
        : element.ValueKind is JsonValueKind.Array ? new JsonArray([.. element.EnumerateArray().Select(one => Sort(one, isSchema))])
        : JsonValue.Create(element);

    private static JsonObject Sort(JsonElement members, Func<JsonProperty, JsonNode?> value) => new(
        members.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Name, value(member))));

    private static JsonNode? SortMember(JsonProperty member, bool isSchema) => (member.Name, member.Value.ValueKind) switch
    {
        ("required" or "type", JsonValueKind.Array) when isSchema => new JsonArray(
        [
            .. member.Value.EnumerateArray().OrderBy(static name => name.GetRawText(), StringComparer.Ordinal)
                .Select(static name => (JsonNode?)JsonValue.Create(name)),
        ]),
        ("properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas", JsonValueKind.Object) when isSchema =>
            Sort(member.Value, static schema => Sort(schema.Value, isSchema: true)),
        _ => Sort(member.Value, isSchema && member.Name is not ("default" or "const" or "enum" or "examples")),
    };
}
