using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Json;

/// <summary>Writes and reads an enum by its members' wire names; numbers are refused.</summary>
internal sealed class StrictEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
