using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using Json.Schema.Keywords;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Server.OpenApi;

/// <summary>A rule of a schema that a value breaks.</summary>
/// <param name="Path">The names and indexes that lead to the value.</param>
/// <param name="Rule">The keyword.</param>
/// <param name="Limit">The keyword's value.</param>
internal sealed record Violation(IReadOnlyList<string> Path, string Rule, JsonElement? Limit);

/// <summary>
/// A JSON Schema that values are checked against. Formats are asserted; a pattern has 100 ms, and the number of references that a value
/// may follow depends on its size: a schema that refers to itself in several alternatives doubles the work with each level.
/// </summary>
internal sealed class ToolSchema
{
    private static readonly Dialect Dialect = new(
    [
        .. new[]
        {
            Vocabulary.Draft202012_Core, Vocabulary.Draft202012_Applicator, Vocabulary.Draft202012_Unevaluated,
            Vocabulary.Draft202012_Validation, Vocabulary.Draft202012_MetaData, Vocabulary.Draft202012_Content,
        }.SelectMany(static vocabulary => vocabulary.Keywords).Select(Bound),
        Json.Schema.Keywords.Draft06.FormatKeyword.Validate,
    ])
    {
        Id = new("urn:mcpaspire:schema"),
    };

    private static readonly EvaluationOptions Fast = new() { OutputFormat = OutputFormat.Flag };
    private static readonly EvaluationOptions Full = new() { OutputFormat = OutputFormat.List };

    private const int ReferencesPerByte = 8;
    private const int MinReferences = 10_000;

    [ThreadStatic]
    private static long _references;

    private readonly JsonSchema _schema;
    private readonly HashSet<string> _members;

    /// <exception cref="ApiDocumentException">The text is no schema.</exception>
    public ToolSchema(JsonObject schema)
    {
        try
        {
            Source = JsonElement.Parse(schema.ToJsonString());
            _members = [.. Members(Source)];
            _schema = JsonSchema.Build(Source, new BuildOptions { Dialect = Dialect, SchemaRegistry = new() });
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The library throws many kinds.
            throw new ApiDocumentException($"has a schema that cannot be enforced: {exception.Message}", exception);
        }
    }

    /// <summary>The schema as published.</summary>
    public JsonElement Source { get; }

    /// <summary>Whether the schema has a property of this name.</summary>
    public bool Declares(string name) => _members.Contains(name);

    /// <returns>The rules that <paramref name="value"/> breaks.</returns>
    public IReadOnlyList<Violation> Check(JsonElement value)
    {
        try
        {
            return Evaluate(value, Fast).IsValid ? [] : [.. Violations(Evaluate(value, Full), value).Distinct(new SameRule())];
        }
        catch (RegexMatchTimeoutException)
        {
            return [new([], "pattern", null)];
        }
        catch (TooDeepException)
        {
            return [new([], "depth", null)];
        }
    }

    private EvaluationResults Evaluate(JsonElement value, EvaluationOptions options)
    {
        _references = MinReferences + ((long)ReferencesPerByte * JsonMarshal.GetRawUtf8Value(value).Length);
        return _schema.Evaluate(value, options);
    }

    private static IEnumerable<string> Members(JsonElement schema) =>
        schema.ValueKind is JsonValueKind.Array ? schema.EnumerateArray().SelectMany(Members)
        : schema.ValueKind is not JsonValueKind.Object ? []
        : schema.EnumerateObject().SelectMany(static keyword => keyword is { Name: "properties", Value.ValueKind: JsonValueKind.Object }
            ? [.. keyword.Value.EnumerateObject().Select(static member => member.Name), .. Members(keyword.Value)]
            : Members(keyword.Value));

    private static IKeywordHandler Bound(IKeywordHandler keyword) => keyword switch
    {
        PatternKeyword => new BoundedPattern(),
        RefKeyword => new BoundedRef(),
        _ => keyword,
    };

    private IEnumerable<Violation> Violations(EvaluationResults result, JsonElement root)
    {
        if (!result.IsValid && result.Errors is { } errors)
        {
            string[] path = [.. Segments(result.InstanceLocation.ToString())];
            var place = result.SchemaLocation.Fragment.TrimStart('#');
            var isAlternative = place.Contains("/oneOf/", StringComparison.Ordinal) || place.Contains("/anyOf/", StringComparison.Ordinal);
            foreach (var keyword in errors.Keys)
            {
                var limit = Limit(Segments(Uri.UnescapeDataString(place)), keyword);
                foreach (var violation in isAlternative ? [new(path, "oneOf", null)]
                    : keyword is "required" && limit is { } names ? Missing(path, names, root)
                    : [new Violation(path, keyword.Length == 0 ? "additionalProperties" : keyword, limit)])
                {
                    yield return violation;
                }
            }
        }

        foreach (var violation in (result.Details ?? []).SelectMany(detail => Violations(detail, root)))
        {
            yield return violation;
        }
    }

    private static IEnumerable<Violation> Missing(string[] path, JsonElement names, JsonElement root) =>
        from name in names.EnumerateArray()
        let parent = Follow(root, path)
        where parent is not { ValueKind: JsonValueKind.Object } || !parent.Value.TryGetProperty(name.GetString()!, out _)
        select new Violation([.. path, name.GetString()!], "required", null);

    private static IEnumerable<string> Segments(string pointer) => pointer.Split('/').Skip(1).Select(JsonPointer.Unescape);

    /// <summary>The value of a keyword. The library writes one name too many behind <c>items</c>.</summary>
    private JsonElement? Limit(IEnumerable<string> place, string keyword)
    {
        var (schema, last) = (Source, string.Empty);
        foreach (var name in place)
        {
            if (Follow(schema, [name]) is { } next)
            {
                schema = next;
            }
            else if (last is not "items")
            {
                return null;
            }

            last = name;
        }

        return Follow(schema, [keyword]);
    }

    private static JsonElement? Follow(JsonElement root, IEnumerable<string> path)
    {
        JsonElement? current = root;
        foreach (var name in path)
        {
            current = current switch
            {
                { ValueKind: JsonValueKind.Object } members => members.TryGetProperty(name, out var member) ? member : null,
                { ValueKind: JsonValueKind.Array } items =>
                    int.TryParse(name, out var index) && index < items.GetArrayLength() ? items[index] : null,
                _ => null,
            };
        }

        return current;
    }

    private sealed class SameRule : IEqualityComparer<Violation>
    {
        public bool Equals(Violation? x, Violation? y) => x!.Rule == y!.Rule && x.Path.SequenceEqual(y.Path);

        public int GetHashCode(Violation obj) => HashCode.Combine(obj.Rule, obj.Path.Count);
    }

    /// <summary>The library's own has no time limit.</summary>
    private sealed class BoundedPattern : PatternKeyword
    {
        private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

        public override object? ValidateKeywordValue(JsonElement value) =>
            new Regex(value.GetString()!, RegexOptions.CultureInvariant, Limit);
    }

    /// <summary>The library's own has no limits: it takes all stack or time.</summary>
    private sealed class BoundedRef : RefKeyword
    {
        public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context) =>
            --_references >= 0 && RuntimeHelpers.TryEnsureSufficientExecutionStack()
                ? base.Evaluate(keyword, context)
                : throw new TooDeepException();
    }

    private sealed class TooDeepException : Exception;
}
