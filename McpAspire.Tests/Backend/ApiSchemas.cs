using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using McpAspire.MockBackend.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Backend;

/// <summary>Converts the schemas of the API's types and those of the document to the same form.</summary>
internal sealed class ApiSchemas
{
    private static readonly Type[] Simple = [typeof(string), typeof(int), typeof(bool)];

    private readonly JsonObject _document;
    private readonly JsonSerializerOptions _json;

    public ApiSchemas(IServiceProvider services, JsonObject document)
    {
        _document = document;
        _json = new(services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
        // The exporter does not support custom converters.
        _json.Converters.Remove(_json.Converters.Single(static converter => converter is IntegerConverter));
    }

    /// <summary>The schema of a type.</summary>
    public string Of(Type type) =>
        Normal(_json.GetJsonSchemaAsNode(type, new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform }));

    /// <summary>The schema in a request body or a response of the document; null for none.</summary>
    public string? In(JsonNode? message) => message?["content"]?["application/json"]?["schema"] is { } schema ? Normal(schema) : null;

    /// <summary>The parameters of a handler that come from path, query or headers.</summary>
    public IEnumerable<string> Parameters(RouteEndpoint route)
    {
        var parameters =
            from parameter in route.Metadata.GetRequiredMetadata<MethodInfo>().GetParameters()
            where Simple.Contains(parameter.ParameterType)
            let header = parameter.GetCustomAttributes().OfType<IFromHeaderMetadata>().FirstOrDefault()?.Name
            let isPath = route.RoutePattern.GetParameter(parameter.Name!) is not null
            let schema = Annotated(SchemaOf(parameter.ParameterType), parameter, parameter.HasDefaultValue ? parameter.DefaultValue : null)
            select $"{(header is not null ? "header" : isPath ? "path" : "query")} {header ?? parameter.Name} {isPath} {Normal(schema)}";
        return parameters.Order(StringComparer.Ordinal);
    }

    /// <summary>A parameter of the document, in the form of <see cref="Parameters" />.</summary>
    public string Parameter(JsonNode parameter) =>
        $"{parameter["in"]} {parameter["name"]} {(bool?)parameter["required"] ?? false} {Normal(parameter["schema"]!)}";

    private static JsonObject SchemaOf(Type type) => type switch
    {
        _ when type == typeof(int) => new() { ["type"] = "integer", ["format"] = "int32" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ => new() { ["type"] = "string" },
    };

    private static JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        var node = schema switch
        {
            _ when type == typeof(int) => SchemaOf(type),
            _ when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            JsonObject known => known,
            _ => [],
        };
        if (type == typeof(long))
        {
            node["format"] = "int64";
        }
        else if (type.IsEnum)
        {
            node["type"] = "string";
        }
        else if (type == typeof(JsonObject))
        {
            node["type"] = "object";
        }

        node.Remove("default");
        var required = context.TypeInfo.Properties.Where(static property => property.AssociatedParameter is { HasDefaultValue: false });
        if (required.Any())
        {
            node["required"] = new JsonArray([.. required.Select(static property => (JsonNode)property.Name)]);
        }

        var parameter = context.PropertyInfo?.AssociatedParameter;
        return context.PropertyInfo?.AttributeProvider is { } attributes
            ? Annotated(node, attributes, parameter is { HasDefaultValue: true, DefaultValue: int } ? parameter.DefaultValue : null)
            : node;
    }

    /// <summary>Adds the rules of annotations, and the default value of numbers and booleans.</summary>
    private static JsonObject Annotated(JsonObject schema, ICustomAttributeProvider provider, object? defaultValue)
    {
        foreach (var attribute in provider.GetCustomAttributes(typeof(ValidationAttribute), inherit: true))
        {
            switch (attribute)
            {
                case RangeAttribute range:
                    (schema["minimum"], schema["maximum"]) = (JsonValue.Create((int)range.Minimum), JsonValue.Create((int)range.Maximum));
                    break;
                case StringLengthAttribute length:
                    (schema["minLength"], schema["maxLength"]) = (length.MinimumLength, length.MaximumLength);
                    break;
                case MinLengthAttribute length:
                    schema["minLength"] = length.Length;
                    break;
                case RegularExpressionAttribute pattern:
                    schema["pattern"] = pattern.Pattern;
                    break;
                case AllowedValuesAttribute allowed:
                    schema["enum"] = new JsonArray([.. allowed.Values.OfType<string>().Select(static value => (JsonNode)value)]);
                    break;
                default:
                    break;
            }
        }

        if (defaultValue is int or bool)
        {
            schema["default"] = JsonSerializer.SerializeToNode(defaultValue);
        }

        return schema;
    }

    /// <summary>Inlines references, removes texts and free-form members, and sorts.</summary>
    private string Normal(JsonNode schema) => Canonical(schema).ToJsonString();

    private JsonNode Canonical(JsonNode node)
    {
        if (node is JsonArray array)
        {
            return new JsonArray(
                [.. array.Select(item => Canonical(item!)).OrderBy(static item => item.ToJsonString(), StringComparer.Ordinal)]);
        }

        if (node is not JsonObject schema)
        {
            return node.DeepClone();
        }

        if (schema["$ref"] is { } reference)
        {
            return Canonical(_document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!);
        }

        if (schema["oneOf"] is JsonArray { Count: 2 } alternatives)
        {
            var nullable = Canonical(alternatives[1]!).AsObject();
            nullable["type"] = new JsonArray("null", (string?)nullable["type"]);
            return nullable;
        }

        return new JsonObject(schema
            .Where(
                static member =>
                    member is not ({ Key: "description", Value: JsonValue } or { Key: "additionalProperties", Value: JsonObject }))
            .OrderBy(static member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Canonical(member.Value!))));
    }
}
