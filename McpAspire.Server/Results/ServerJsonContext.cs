using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;

namespace McpAspire.Server.Results;

/// <summary>The JSON of the tools: every result and every argument type.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(Page<UserProfile>))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(Page<Ticket>))]
[JsonSerializable(typeof(DatasetRows))]
[JsonSerializable(typeof(TicketPriority))]
[JsonSerializable(typeof(TicketStatus?))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class ServerJsonContext : JsonSerializerContext
{
    /// <summary>These types, then the protocol's own.</summary>
    public static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(Default.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(Default, McpJsonUtilities.DefaultOptions.TypeInfoResolver),
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.MakeReadOnly();
        return options;
    }
}
