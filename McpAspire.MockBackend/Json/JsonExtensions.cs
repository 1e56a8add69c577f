using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace McpAspire.MockBackend.Json;

/// <summary>Registers the JSON rules of the API: snake_case, no unknown or repeated members, no nulls in responses.</summary>
internal static class JsonExtensions
{
    public static WebApplicationBuilder AddJson(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.PropertyNameCaseInsensitive = false;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.MaxDepth = 16;
            json.SerializerOptions.Converters.Add(new UtcTimestampConverter());
            json.SerializerOptions.Converters.Add(new IntegerConverter());
        });
        return builder;
    }

    /// <summary>Adds the wire types of one feature.</summary>
    public static IServiceCollection AddJsonTypes(this IServiceCollection services, IJsonTypeInfoResolver types) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, types));
}
