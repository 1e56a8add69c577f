using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.MockBackend.Problems;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace McpAspire.MockBackend.OpenApi;

/// <summary>Says in the schemas what the generator does not take from the code by itself.</summary>
internal sealed class SchemaRules : IOpenApiSchemaTransformer
{
    private const JsonSchemaType Scalar = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean;

    private static readonly string[] Comparisons = ["eq", "ne", "lt", "lte", "gt", "gte"];

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (context.ParameterDescription?.ParameterDescriptor is IParameterInfoParameterDescriptor parameter
            && parameter.ParameterInfo.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: false) is [AllowedValuesAttribute allowed])
        {
            schema.Enum = [.. allowed.Values.OfType<string>().Select(value => (JsonNode)value)];
        }
        else if (type.IsEnum || type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (type == typeof(JsonObject))
        {
            schema.AdditionalProperties = new OpenApiSchema { Type = Scalar };
        }
        else if (type == typeof(IReadOnlyDictionary<string, JsonElement>))
        {
            schema.AdditionalProperties = FilterSchema();
        }
        else if (type.IsAssignableTo(typeof(ProblemDetails)))
        {
            schema.Properties?.Add("trace_id", new OpenApiSchema { Type = JsonSchemaType.String, Description = "The W3C trace id of the request." });
            if (type == typeof(HttpValidationProblemDetails))
            {
                schema.Properties?.Add("rules", RulesSchema());
            }
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema RulesSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A keyword for some of the errors, by field.",
        AdditionalProperties = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [RuleKeywords.Column, RuleKeywords.Type, RuleKeywords.Operator, RuleKeywords.Size, RuleKeywords.Reference],
        },
    };

    private static OpenApiSchema FilterSchema()
    {
        var operators = Comparisons.ToDictionary(name => name, _ => (IOpenApiSchema)new OpenApiSchema { Type = Scalar });
        operators.Add("contains", new OpenApiSchema { Type = JsonSchemaType.String });
        operators.Add("in", new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 1, MaxItems = 100, Items = new OpenApiSchema { Type = Scalar } });
        return new OpenApiSchema
        {
            AnyOf =
            [
                new OpenApiSchema { Type = Scalar },
                new OpenApiSchema { Type = JsonSchemaType.Object, MinProperties = 1, Properties = operators, AdditionalPropertiesAllowed = false },
            ],
        };
    }
}
