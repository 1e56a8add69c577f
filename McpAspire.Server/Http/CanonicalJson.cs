using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace McpAspire.Server.Http;

/// <summary>Canonical form of JSON: members sorted by name, no white space, uniform escaping. Numbers are unchanged.</summary>
internal static class CanonicalJson
{
    /// <returns>The SHA-256 of the canonical form.</returns>
    public static byte[] Hash(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value);
        }

        return SHA256.HashData(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                // Each access of JsonProperty.Name creates a string.
                var members = new (string Name, JsonElement Value)[value.GetPropertyCount()];
                var count = 0;
                foreach (var member in value.EnumerateObject())
                {
                    members[count++] = (member.Name, member.Value);
                }

                Array.Sort(members, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
                foreach (var (name, content) in members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, content);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.Number
                or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
