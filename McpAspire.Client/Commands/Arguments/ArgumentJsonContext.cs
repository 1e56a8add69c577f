using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>The JSON of arguments.</summary>
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(string))]
internal sealed partial class ArgumentJsonContext : JsonSerializerContext;
