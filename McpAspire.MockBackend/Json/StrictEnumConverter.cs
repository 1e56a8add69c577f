using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Json;

/// <summary>Reads and writes an enum by the wire names of its members; numbers are rejected.</summary>
internal sealed class StrictEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
