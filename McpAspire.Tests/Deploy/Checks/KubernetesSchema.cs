using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>The JSON schema of the kinds that the charts may render (eng/kubernetes-schema), with as much of JSON Schema as it uses;
/// another keyword is an error.</summary>
internal static class KubernetesSchema
{
    private static readonly JsonObject Document = JsonNode.Parse(
        File.ReadAllText(Repository.PathOf("McpAspire.Tests", "Deploy", "Checks", "kubernetes.schema.json")))!.AsObject();

    public static IEnumerable<string> Validate(JsonObject one)
    {
        var kind = $"{one.Text("apiVersion")}/{one.Text("kind")}";
        return Document.At("kinds", kind) is JsonObject schema ? Validate(one, schema, string.Empty)
            : [$"{kind} is not among the kinds that the charts may render"];
    }

    private static IEnumerable<string> Validate(JsonNode? value, JsonObject schema, string path) =>
        schema.SelectMany(keyword => Validate(value, schema, keyword.Key, keyword.Value!, path));

    private static IEnumerable<string> Validate(JsonNode? value, JsonObject schema, string keyword, JsonNode rule, string path) =>
        keyword switch
    {
        "$ref" => Validate(value, Document.Table("definitions", rule.ToString()["#/definitions/".Length..]), path),
        "type" => Types(rule).Any(type => IsOf(value, type)) ? []
            : [$"{path} must be {string.Join(" or ", Types(rule))}, it is {value?.ToJsonString() ?? "null"}"],
        "properties" => value is JsonObject table
            ? table.Where(entry => rule.At(entry.Key) is not null)
                .SelectMany(entry => Validate(entry.Value, rule[entry.Key]!.AsObject(), $"{path}.{entry.Key}"))
            : [],
        "additionalProperties" =>
            value is JsonObject table
            ? table.Where(entry => schema.At("properties", entry.Key) is null).SelectMany(entry => Additional(entry, rule, path)) : [],
        "required" =>
            value is JsonObject table
            ? rule.AsArray().Where(name => !table.ContainsKey($"{name}")).Select(name => $"{path}.{name} is missing") : [],
        "items" => value is JsonArray list ? list.SelectMany((item, index) => Validate(item, rule.AsObject(), $"{path}[{index}]")) : [],
        "enum" => rule.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)) ? []
            : [$"{path} must be one of {rule.ToJsonString()}, it is {value?.ToJsonString()}"],
        "pattern" =>
            value is null || Regex.IsMatch(value.ToString(), rule.ToString(), RegexOptions.CultureInvariant) ? []
            : [$"{path} must match {rule}, it is '{value}'"],
        "minimum" or "maximum" or "minItems" or "maxItems" or "minLength" or "maxLength" or "minProperties" or "maxProperties" =>
            IsWithin(value, keyword, rule.GetValue<double>()) ? [] : [$"{path} breaks {keyword} {rule}"],
        _ => throw new JsonException($"The check of Kubernetes' schema does not know '{keyword}'."),
    };

    private static IEnumerable<string> Additional(KeyValuePair<string, JsonNode?> entry, JsonNode rule, string path) =>
        rule is JsonObject schema ? Validate(entry.Value, schema, $"{path}.{entry.Key}")
            : [$"{path}.{entry.Key} does not exist in Kubernetes"];

    private static IEnumerable<string> Types(JsonNode rule) =>
        rule is JsonArray several ? several.Select(static type => $"{type}") : [$"{rule}"];

    private static bool IsOf(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("null", null) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String)
            or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) =>
            long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static bool IsWithin(JsonNode? value, string keyword, double limit)
    {
        double? size = (value, keyword[3..]) switch
        {
            (JsonValue number, "imum") when number.GetValueKind() == JsonValueKind.Number =>
                double.Parse(number.ToString(), CultureInfo.InvariantCulture),
            (JsonArray list, "Items") => list.Count,
            (JsonObject table, "Properties") => table.Count,
            (JsonValue text, "Length") when text.GetValueKind() == JsonValueKind.String => text.ToString().Length,
            _ => null,
        };
        return size is null || (keyword.StartsWith("min", StringComparison.Ordinal) ? size >= limit : size <= limit);
    }
}
