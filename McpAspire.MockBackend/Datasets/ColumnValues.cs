using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.MockBackend.Store;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The values of each type of column: from a filter's JSON to the database, and from the database to a row's JSON.</summary>
internal static class ColumnValues
{
    /// <summary>The value as the database holds it, or null when the JSON is not of this type.</summary>
    public static object? Read(ColumnType type, JsonElement element) => (type, element.ValueKind) switch
    {
        (ColumnType.Text, JsonValueKind.String) => element.GetString(),
        (ColumnType.Integer, JsonValueKind.Number) when element.TryGetInt64(out var integer) => integer,
        (ColumnType.Number, JsonValueKind.Number) when element.TryGetDouble(out var number) && double.IsFinite(number) => number,
        (ColumnType.Boolean, JsonValueKind.True) => 1L,
        (ColumnType.Boolean, JsonValueKind.False) => 0L,
        (ColumnType.Timestamp, JsonValueKind.String) when Timestamp.TryParse(element.GetString(), out var instant) => Timestamp.Format(instant),
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

    /// <summary>What a value must be, to end a sentence with.</summary>
    public static string Describe(ColumnType type) => type switch
    {
        ColumnType.Text => "a string",
        ColumnType.Integer => "an integer of 64 bits",
        ColumnType.Number => "a number",
        ColumnType.Boolean => "true or false",
        ColumnType.Timestamp or _ => "a date or a date with a time, in ISO 8601",
    };
}
