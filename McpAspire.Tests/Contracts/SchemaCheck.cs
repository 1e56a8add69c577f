using System.Text.Json;
using Json.Schema;

namespace McpAspire.Tests.Contracts;

/// <summary>Validates schemas of draft 2020-12 against the meta-schema, and JSON against them. Formats are asserted.</summary>
internal static class SchemaCheck
{
    private static readonly EvaluationOptions Evaluation = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private static readonly JsonElement Null = JsonElement.Parse("null");

    private static readonly Dialect Strict = new(Dialect202012()) { Id = MetaSchemas.Draft202012Id, AllowUnknownKeywords = false };

    private static readonly Dialect Tolerant = new(Dialect202012()) { Id = MetaSchemas.Draft202012Id, AllowUnknownKeywords = true };

    /// <summary>Fails unless each schema is valid, without unknown keywords or formats, and accepts its JSON, if any.</summary>
    public static void Passes(IEnumerable<(string Name, JsonElement Schema, JsonElement? Json)> checks)
    {
        var rows = checks.ToList();
        Assert.NotEmpty(rows);
        Assert.Empty(rows.SelectMany(static row => Errors(row.Schema, row.Json).Select(error => $"{row.Name}: {error}")));
    }

    /// <summary>The error in the schema or, if it is valid, in the JSON.</summary>
    public static IEnumerable<string> Errors(JsonElement schema, JsonElement? json)
    {
        var meta = MetaSchemas.Draft202012.Evaluate(schema, Evaluation);
        if (!meta.IsValid)
        {
            return ErrorsOf(meta);
        }

        try
        {
            var built = Build(schema, Strict);
            var unknown = Formats(built.Root).Where(static format => FormatRegistry.Global.Get(format) is null or UnknownFormat).Select(
                static format => $"unknown format {format}");
            // References are resolved by evaluation, which is needed even without JSON.
            var result = built.Evaluate(json ?? Null, Evaluation);
            return [.. unknown, .. json is null || result.IsValid ? [] : ErrorsOf(result)];
        }
        catch (Exception exception) when (exception is JsonSchemaException or RefResolutionException)
        {
            return [exception.Message];
        }
    }

    /// <summary>Whether a schema accepts a value. Ignores unknown keywords.</summary>
    public static Func<JsonElement, bool> Validator(string schema)
    {
        var built = Build(JsonElement.Parse(schema), Tolerant);
        return json => built.Evaluate(json, Evaluation).IsValid;
    }

    private static JsonSchema Build(JsonElement schema, Dialect dialect)
    {
        var dialects = new DialectRegistry();
        dialects.Register(dialect);
        return JsonSchema.Build(schema, new() { SchemaRegistry = new(), DialectRegistry = dialects, Dialect = dialect });
    }

    private static IEnumerable<IKeywordHandler> Dialect202012() => new[]
    {
        Vocabulary.Draft202012_Core,
        Vocabulary.Draft202012_Applicator,
        Vocabulary.Draft202012_Unevaluated,
        Vocabulary.Draft202012_Validation,
        Vocabulary.Draft202012_FormatAssertion, Vocabulary.Draft202012_MetaData, Vocabulary.Draft202012_Content,
    }.SelectMany(static vocabulary => vocabulary.Keywords);

    private static IEnumerable<string> Formats(JsonSchemaNode node) =>
        (node.Keywords ?? []).SelectMany(static keyword => keyword.Handler.Name switch
    {
        "format" => [keyword.RawValue.GetString()!],
        "$ref" or "$dynamicRef" => [],
        _ => (keyword.Subschemas ?? []).SelectMany(Formats),
    });

    private static IEnumerable<string> ErrorsOf(EvaluationResults results) => [.. (results.Details ?? []).Prepend(results)
        .SelectMany(
            static result => result.Errors ?? [], static (result, error) => $"'{result.InstanceLocation}' {error.Key}: {error.Value}")
            .Distinct()];
}
