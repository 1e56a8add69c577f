using CsCheck;

namespace McpAspire.Tests.Contracts;

/// <summary>Generates schemas, as JSON.</summary>
internal static class SchemaGen
{
    private static readonly string[] Names = ["a", "b", "c"];

    /// <summary>Schemas of up to four levels.</summary>
    public static Gen<string> Schema { get; } = Level(0);

    /// <summary>Schemas of up to three levels, for changes.</summary>
    public static Gen<string> Small { get; } = Level(1);

    private static Gen<string> Level(int depth)
    {
        var simple = new[] { Number("integer"), Number("number"), Text(), Of("boolean"), Gen.Const("""{"type":"null"}""") };
        if (depth > 2)
        {
            return Gen.OneOf(simple);
        }

        var inner = Level(depth + 1);
        return Gen.Frequency((12, AnyOf(inner)), (88, Gen.OneOf([.. simple, Array(inner), Object(inner)])));
    }

    private static Gen<string> AnyOf(Gen<string> inner) =>
        inner.Array[2, 3].Select(static all => $$"""{"anyOf":[{{string.Join(',', all)}}]}""");

    private static Gen<string> Number(string type) => Of(
        type,
        Maybe("minimum", Number(0, 3)),
        Maybe("maximum", Number(4, 7)),
        Maybe("exclusiveMinimum", Number(0, 2), 15),
        Maybe("multipleOf", Number(1, 3), 20));

    private static Gen<string> Text() => Of(
        "string",
        Maybe("minLength", Number(0, 1)),
        Maybe("maxLength", Number(2, 4)),
        Maybe("enum", Subset(["a", "A", "ab", ""], 60, ["\"x\""]), 25),
        Maybe("pattern", Gen.OneOf("\"^a\"", "\"^A\""), 15));

    private static Gen<string> Array(Gen<string> inner) => Of(
        "array",
        Maybe("items", inner, 80),
        Maybe("prefixItems", inner.Select(static item => $"[{item}]"), 25),
        Maybe("maxItems", Number(1, 3)),
        Maybe("uniqueItems", Gen.Bool.Select(static value => value ? "true" : "false"), 20));

    private static Gen<string> Object(Gen<string> inner) => Of(
        "object",
        Join([.. Names.Select(name => Maybe(name, inner, 60))]).Select(static members => $$""" "properties":{{{members}}}"""),
        Maybe("required", Subset(Names, 35, []), 60),
        Maybe("additionalProperties", Gen.Frequency((60, Gen.Const("false")), (40, inner)), 50),
        Maybe("maxProperties", Number(1, 3), 15));

    private static Gen<string> Of(string type, params Gen<string>[] keywords)
    {
        var types = Gen.Frequency((85, Gen.Const($"\"type\":\"{type}\"")), (15, Gen.Const($"\"type\":[\"{type}\",\"null\"]")));
        return Join([types, .. keywords]).Select(static members => $$"""{{{members}}}""");
    }

    private static Gen<string> Maybe(string keyword, Gen<string> value, int percent = 40) =>
        Gen.Frequency((100 - percent, Gen.Const("")), (percent, value.Select(value => $"\"{keyword}\":{value}")));

    private static Gen<string> Number(int low, int high) => Gen.Int[low, high].Select(static number => $"{number}");

    private static Gen<string> Subset(string[] values, int percent, string[] others) =>
        Join(
            [
                .. values.Select(value => Gen.Frequency((100 - percent, Gen.Const("")), (percent, Gen.Const($"\"{value}\"")))),
                .. others.Select(Gen.Const)])
            .Select(static values => $"[{values}]");

    private static Gen<string> Join(Gen<string>[] parts) => parts.Aggregate(static (all, one) =>
        Gen.Select(all, one, static (left, right) => left.Length == 0 || right.Length == 0 ? left + right : $"{left},{right}"));
}
