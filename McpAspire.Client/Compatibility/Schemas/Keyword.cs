namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>Properties of the keywords of JSON Schema.</summary>
internal static class Keyword
{
    /// <summary>Groups of keywords that depend on each other: two schemas that both have one of a group cannot be merged.</summary>
    private static readonly string[][] Groups =
    [
        [
            "properties",
            "patternProperties",
            "additionalProperties",
            "propertyNames",
            "unevaluatedProperties",
            "dependentSchemas",
            "dependentRequired",
            "dependencies"],
        ["prefixItems", "items", "additionalItems", "unevaluatedItems", "contains", "minContains", "maxContains"],
        ["if", "then", "else"],
        ["enum", "const"],
        ["minimum", "exclusiveMinimum"],
        ["maximum", "exclusiveMaximum"],
        ["$ref", "$dynamicRef", "$recursiveRef"],
    ];

    private static readonly HashSet<string> Notes = new(
        ["title", "description", "examples", "deprecated", "readOnly", "writeOnly"], StringComparer.Ordinal);

    private static readonly HashSet<string> Silent = new(["$comment", "$defs", "definitions"], StringComparer.Ordinal);

    private static readonly HashSet<string> Compared = new(
        [
            "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
            "pattern", "format", "items",
            "prefixItems", "minItems", "maxItems", "uniqueItems", "properties", "required", "additionalProperties", "minProperties",
            "maxProperties", "anyOf", "oneOf", "allOf",
        ],
        StringComparer.Ordinal);

    /// <summary>The formats that JSON Schema defines and validators check.</summary>
    private static readonly HashSet<string> Formats = new(
        [
            "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
            "uri-reference", "iri", "iri-reference", "uuid",
            "uri-template", "json-pointer", "relative-json-pointer", "regex",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether it is an annotation for people and models.</summary>
    public static bool IsNote(string keyword) => Notes.Contains(keyword);

    /// <summary>Whether it has no effect by itself.</summary>
    public static bool IsSilent(string keyword) => Silent.Contains(keyword);

    /// <summary>Whether it does not restrict values.</summary>
    public static bool IsAnnotation(string keyword) => IsNote(keyword) || IsSilent(keyword) || keyword is "default" or "$schema";

    /// <summary>Whether it has its own rules.</summary>
    public static bool IsCompared(string keyword) =>
        Compared.Contains(keyword) || IsNote(keyword) || IsSilent(keyword) || keyword == "default";

    public static bool IsKnownFormat(string format) => Formats.Contains(format);

    /// <summary>Whether two keywords in one schema depend on each other, or are the same.</summary>
    public static bool Clash(string left, string right) =>
        left == right
            || left.StartsWith("unevaluated", StringComparison.Ordinal)
            || right.StartsWith("unevaluated", StringComparison.Ordinal)
        || Array.Exists(Groups, group => group.Contains(left) && group.Contains(right));
}
