using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Json;

/// <summary>Writes instants in the format of <see cref="Timestamp" />.</summary>
internal sealed class UtcTimestampConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Timestamp.Format(value));
}
