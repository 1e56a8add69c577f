using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.MockBackend.Json;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Datasets;

/// <summary>Converts values of each column type: from a filter's JSON to the database, and from the database to a row's JSON.</summary>
internal static class ColumnValues
{
    /// <summary>The value as stored, or null when the JSON has another type.</summary>
    public static object? Read(ColumnType type, JsonElement element) => (type, element.ValueKind) switch
    {
        (ColumnType.Text, JsonValueKind.String) => element.GetString(),
        (ColumnType.Integer, JsonValueKind.Number)
            when element.TryGetDecimal(out var number) && IntegerConverter.TryConvert(number, out var integer) => integer,
        (ColumnType.Number, JsonValueKind.Number) when element.TryGetDouble(out var number) && double.IsFinite(number) => number,
        (ColumnType.Boolean, JsonValueKind.True) => 1L,
        (ColumnType.Boolean, JsonValueKind.False) => 0L,
        (ColumnType.Timestamp, JsonValueKind.String)
            when Timestamp.TryParse(element.GetString(), out var instant) => Timestamp.Format(instant),
        _ => null,
    };

    public static JsonNode? Write(ColumnType type, SqliteDataReader reader, int ordinal) => reader.IsDBNull(ordinal)
        ? null
        : type switch
        {
            ColumnType.Integer => JsonValue.Create(reader.GetInt64(ordinal)),
            ColumnType.Number => JsonValue.Create(reader.GetDouble(ordinal)),
            ColumnType.Boolean => JsonValue.Create(reader.GetBoolean(ordinal)),
            ColumnType.Text or ColumnType.Timestamp or _ => JsonValue.Create(reader.GetString(ordinal)),
        };

    /// <summary>Describes the values of a type, as the end of a sentence.</summary>
    public static string Describe(ColumnType type) => type switch
    {
        ColumnType.Text => "a string",
        ColumnType.Integer => "an integer of 64 bits",
        ColumnType.Number => "a number",
        ColumnType.Boolean => "true or false",
        ColumnType.Timestamp or _ => "a date or a date with a time, in ISO 8601",
    };
}
