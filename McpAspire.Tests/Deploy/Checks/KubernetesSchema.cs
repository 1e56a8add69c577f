using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>The JSON schema of the kinds that the charts may render; <c>eng/kubernetes-schema</c> makes it.</summary>
internal static class KubernetesSchema
{
    private static readonly EvaluationOptions Evaluation = new() { OutputFormat = OutputFormat.List };

    private static readonly JsonObject Document =
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("McpAspire.Tests", "Deploy", "Checks", "kubernetes.schema.json")))!.AsObject();

    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new(StringComparer.Ordinal);

    public static IEnumerable<string> Validate(JsonObject one)
    {
        var kind = $"{one.Text("apiVersion")}/{one.Text("kind")}";
        if (Document.At("kinds", kind) is not JsonObject reference)
        {
            return [$"{kind} is not among the kinds that the charts may render"];
        }

        var result = Schemas.GetOrAdd(kind, Build, reference).Evaluate(JsonSerializer.SerializeToElement(one), Evaluation);
        return from detail in (result.Details ?? []).Prepend(result)
               from error in detail.Errors ?? []
               select $"{detail.InstanceLocation} {error.Value}";
    }

    private static JsonSchema Build(string kind, JsonObject reference)
    {
        var schema = reference.DeepClone().AsObject();
        schema["$defs"] = Document["$defs"]!.DeepClone();
        return JsonSchema.Build(JsonSerializer.SerializeToElement(schema), new() { SchemaRegistry = new() });
    }
}
