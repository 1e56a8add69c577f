using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using McpAspire.Server.Calls;
using McpAspire.Server.Http;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Server.OpenApi;

/// <summary>Checks the arguments of a generated tool against its published schema.</summary>
internal sealed class SchemaArguments : IArgumentCheck
{
    private readonly ToolSchema _schema;
    private readonly Dictionary<string, (string[] Types, bool IsRequired, bool CanBeEmpty)> _arguments;

    public SchemaArguments(OfferedTool tool)
    {
        _schema = tool.Input;
        var root = tool.Input.Source;
        var parameters = tool.Definition.Parameters.ToDictionary(static parameter => parameter.Argument, StringComparer.Ordinal);
        _arguments = root.GetProperty("properties").EnumerateObject().ToDictionary(
            static property => property.Name,
            property => (
                TypesOf(root, property.Value, 0),
                parameters[property.Name].IsRequired,
                parameters[property.Name] is { Location: ApiLocation.Body } or { IsRequired: true }),
            StringComparer.Ordinal);
    }

    public IReadOnlyList<ArgumentError> Check(IDictionary<string, JsonElement>? arguments)
    {
        var errors = new List<ArgumentError>();
        foreach (var (name, value) in arguments?.ToArray() ?? [])
        {
            if (!_arguments.TryGetValue(name, out var argument))
            {
                errors.Add(ArgumentError.Unknown(name, _arguments.Keys));
            }
            else if (value.ValueKind is JsonValueKind.String && !argument.CanBeEmpty && value.ValueEquals(string.Empty))
            {
                errors.Add(new(name, "minLength", "must not be empty; omit it instead"));
            }
            else if (Meant(value, argument.Types, argument.IsRequired) is { } meant)
            {
                arguments![name] = meant;
            }
            else
            {
                arguments!.Remove(name);
            }
        }

        if (errors.Count == 0)
        {
            errors.AddRange(_schema.Check(Whole(arguments)).Take(ArgumentError.MaxErrors).Select(Describe));
        }

        return errors.Count > ArgumentError.MaxErrors ? errors[..ArgumentError.MaxErrors] : errors;
    }

    /// <summary>The types that a schema names itself; none if it leaves them to alternatives.</summary>
    private static string[] TypesOf(JsonElement root, JsonElement schema, int depth) =>
        schema.ValueKind is not JsonValueKind.Object || depth > 20 ? []
        : schema.TryGetProperty("type", out var type)
            ? type.ValueKind is JsonValueKind.Array
                ? [.. type.EnumerateArray().Select(static one => one.GetString()!)]
                : [type.GetString()!]
        : schema.TryGetProperty("$ref", out var reference) && root.TryGetProperty("$defs", out var definitions)
            && definitions.TryGetProperty(reference.GetString()!["#/$defs/".Length..], out var target)
            ? TypesOf(root, target, depth + 1)
        : [];

    /// <summary>The value that is meant; <see langword="null"/> for an optional argument that is absent.</summary>
    private static JsonElement? Meant(JsonElement value, string[] types, bool isRequired)
    {
        if (types.Length == 0)
        {
            return value;
        }

        if (value.ValueKind is JsonValueKind.String && !types.Contains("string"))
        {
            using var document = JsonText.Parse(Encoding.UTF8.GetBytes(value.GetString()!), JsonText.DefaultMaxTokens, out _);
            value = document?.RootElement.Clone() ?? value;
        }

        if (value.ValueKind is JsonValueKind.Null && !isRequired && !types.Contains("null"))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && types.Contains("integer") && !value.TryGetInt64(out _)
            && value.TryGetDecimal(out var number) && number == decimal.Truncate(number)
            ? JsonElement.Parse(decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture))
            : value;
    }

    private static JsonElement Whole(IDictionary<string, JsonElement>? arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in arguments ?? new Dictionary<string, JsonElement>())
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static ArgumentError Describe(Violation violation) =>
        new(
            violation.Path is [] ? "arguments" : string.Join('.', violation.Path),
            violation.Rule,
            Words(violation.Rule, violation.Limit?.GetRawText() ?? "the limit"));

    /// <summary>One type, or a list of types, as text.</summary>
    private static string Names(string types) => types
        .Replace("\"", string.Empty, StringComparison.Ordinal)
        .Trim('[', ']')
        .Replace(",", " or ", StringComparison.Ordinal);

    private static string Words(string rule, string limit) => rule switch
    {
        "required" => "is required",
        "type" => $"must be of type {Names(limit)}",
        "enum" => $"must be one of {Short(limit.Trim('[', ']'))}",
        "const" => $"must be {Short(limit)}",
        "minimum" => $"must be at least {limit}",
        "maximum" => $"must be at most {limit}",
        "exclusiveMinimum" => $"must be greater than {limit}",
        "exclusiveMaximum" => $"must be less than {limit}",
        "multipleOf" => $"must be a multiple of {limit}",
        "minLength" => limit is "1" ? "must not be empty" : $"must have at least {limit} characters",
        "maxLength" => $"must have at most {limit} characters",
        "minItems" => $"must have at least {limit} items",
        "maxItems" => $"must have at most {limit} items",
        "uniqueItems" => "must not contain duplicates",
        "pattern" => $"must match {Short(limit)}",
        "format" => $"must have the format {limit.Trim('"')}",
        "oneOf" => "must match one of the alternatives of the input schema",
        "additionalProperties" => "is not a known property; remove it",
        "depth" => "must have fewer levels",
        _ => $"must follow the rule {rule} of the schema",
    };

    private static string Short(string text) => text.Length > 300 ? $"{text[..300]}…" : text;
}
