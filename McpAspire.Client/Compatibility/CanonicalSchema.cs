using System.Text.Json;

namespace McpAspire.Client.Compatibility;

/// <summary>
/// Writes a schema in canonical form: sorts members, <c>required</c> and <c>type</c>. Other arrays keep their order, because models see it.
/// </summary>
internal static class CanonicalSchema
{
    public static void Write(Utf8JsonWriter json, JsonElement schema) => Write(json, schema, isSchema: true);

    private static void Write(Utf8JsonWriter json, JsonElement element, bool isSchema)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var member in element.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
            {
                json.WritePropertyName(member.Name);
                WriteMember(json, member, isSchema);
            }

            json.WriteEndObject();
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var one in element.EnumerateArray())
            {
                Write(json, one, isSchema);
            }

            json.WriteEndArray();
        }
        else
        {
            element.WriteTo(json);
        }
    }

    private static void WriteMember(Utf8JsonWriter json, JsonProperty member, bool isSchema)
    {
        if (isSchema && member.Name is "required" or "type" && member.Value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var name in member.Value.EnumerateArray().OrderBy(static name => name.GetRawText(), StringComparer.Ordinal))
            {
                name.WriteTo(json);
            }

            json.WriteEndArray();
        }
        else if (isSchema
            && member.Name is "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas"
            && member.Value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var schema in member.Value.EnumerateObject().OrderBy(static schema => schema.Name, StringComparer.Ordinal))
            {
                json.WritePropertyName(schema.Name);
                Write(json, schema.Value, isSchema: true);
            }

            json.WriteEndObject();
        }
        else
        {
            Write(json, member.Value, isSchema && member.Name is not ("default" or "const" or "enum" or "examples"));
        }
    }
}
