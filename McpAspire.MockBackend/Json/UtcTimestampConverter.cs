using System.Text.Json;
using System.Text.Json.Serialization;
using McpAspire.MockBackend.Store;

namespace McpAspire.MockBackend.Json;

/// <summary>Writes instants as the database holds them: UTC with milliseconds and <c>Z</c>.</summary>
internal sealed class UtcTimestampConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Timestamp.Format(value));
}
