using System.Text.Json.Serialization;

namespace McpAspire.ServiceDefaults.OpenApi;

[JsonSerializable(typeof(string))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
