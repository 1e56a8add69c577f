using System.Text.Json;
using CsCheck;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Tests.Contracts;

/// <summary>Generates JSON for a schema: mostly valid, with values at the limits of the given schemas, and some invalid.</summary>
internal sealed class InstanceGen
{
    private readonly JsonElement _root;
    private readonly List<string> _names = ["extra", "more"];
    private readonly List<string> _values = ["0"];
    private readonly List<decimal> _numbers = [0, 1, -1, 0.5m, 1.5m, 1000];
    private readonly List<string> _texts =
        ["", "a", "A", "ab", "2026-01-02T03:04:05Z", "2026-01-02", "a@b.example", "0b2d5a52-7c0e-4a32-9c27-111111111111", "x y", "é"];

    private InstanceGen(JsonElement root, JsonElement[] sources)
    {
        _root = root;
        Array.ForEach(sources, Collect);
    }

    private Gen<string> Number => Gen.OneOf([.. _numbers]).Select(static number => JsonSerializer.Serialize(number));

    private Gen<string> Text => Gen.OneOf([.. _texts]).Select(static text => JsonSerializer.Serialize(text));

    /// <param name="schema">The schema.</param>
    /// <param name="sources">The schemas that provide names, values and limits.</param>
    public static Gen<string> For(JsonElement schema, params JsonElement[] sources) => new InstanceGen(schema, sources).Value(schema, 0);

    private void Collect(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            Array.ForEach([.. element.EnumerateArray()], Collect);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                CollectMember(member);
                Collect(member.Value);
            }
        }
    }

    private void CollectMember(JsonProperty member)
    {
        switch (member.Name, member.Value.ValueKind)
        {
            case ("properties", JsonValueKind.Object):
                _names.AddRange(member.Value.EnumerateObject().Select(static property => property.Name));
                break;
            case ("required", JsonValueKind.Array):
                _names.AddRange(member.Value.EnumerateArray().Select(static name => name.ToString()));
                break;
            case ("enum", JsonValueKind.Array):
                _values.AddRange(member.Value.EnumerateArray().Select(static value => value.GetRawText()));
                break;
            case ("const" or "default", _):
                _values.Add(member.Value.GetRawText());
                break;
            case (_, JsonValueKind.Number) when member.Value.TryGetDecimal(out var number):
                _numbers.AddRange([number, number + 1, number - 1, number + 0.5m]);
                if (member.Name is "minLength" or "maxLength")
                {
                    _texts.AddRange([new('a', (int)number), new('A', (int)number + 1), new('b', Math.Max(0, (int)number - 1))]);
                }

                break;
            default:
                break;
        }
    }

    private Gen<string> Value(JsonElement schema, int depth)
    {
        if (depth > 5 || schema.ValueKind != JsonValueKind.Object)
        {
            return Anything(depth);
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Value(SchemaNode.Of(_root).Resolve(reference.GetString()!)?.Element ?? schema, depth + 1);
        }

        var choices = new List<(int, IGen<string>)> { (12, Anything(depth)), (18, OfType(schema, depth)) };
        foreach (var keyword in (string[])["anyOf", "oneOf", "allOf"])
        {
            if (schema.TryGetProperty(keyword, out var parts) && parts.GetArrayLength() > 0)
            {
                choices.Add((70, Gen.OneOf([.. parts.EnumerateArray().Select(part => Value(part, depth + 1))])));
            }
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            choices.Add((70, Gen.OneOf([.. values.EnumerateArray().Select(static value => value.GetRawText())])));
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            choices.Add((70, Gen.Const(constant.GetRawText())));
        }

        return choices.Count > 2 ? Gen.Frequency([.. choices]) : Gen.Frequency(
            (12, choices[0].Item2),
            (88, choices[1].Item2));
    }

    private Gen<string> OfType(JsonElement schema, int depth)
    {
        var types = schema.TryGetProperty("type", out var type)
            ? type.ValueKind == JsonValueKind.Array
                ? [.. type.EnumerateArray().Select(static one => one.GetString())]
                : new[] { type.GetString() }
            : schema.TryGetProperty("properties", out _) || schema.TryGetProperty("required", out _) ? ["object"]
            : schema.TryGetProperty("items", out _) || schema.TryGetProperty("contains", out _) ? ["array"]
            : ["any"];
        return Gen.OneOf([.. types.Select(one => one switch
        {
            "null" => Gen.Const("null"),
            "boolean" => Gen.OneOf("true", "false"),
            "integer" => Gen.OneOf([.. _numbers]).Select(static number => JsonSerializer.Serialize(decimal.Truncate(number))),
            "number" => Number,
            "string" => Text,
            "array" => List(schema, depth),
            "object" => Object(schema, depth),
            _ => Anything(depth),
        })]);
    }

    private Gen<string> List(JsonElement schema, int depth)
    {
        var first = schema.TryGetProperty("prefixItems", out var prefix)
            ? prefix.EnumerateArray().Select(item => Value(item, depth + 1)).ToArray()
            : [];
        var rest = schema.TryGetProperty("items", out var items) ? Value(items, depth + 1) : Anything(depth + 1);
        var list = Gen.Int[0, 3].SelectMany(
            count => Join([.. Enumerable.Range(0, count).Select(index => index < first.Length ? first[index] : rest)]));
        var repeated = rest.Select(static item => $"{item},{item}");
        return Gen.Frequency((85, list), (15, repeated)).Select(static all => $"[{all}]");
    }

    private Gen<string> Object(JsonElement schema, int depth)
    {
        var properties = schema.TryGetProperty("properties", out var all)
            ? all.EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value)
            : [];
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(static name => name.GetString()!).ToHashSet()
            : [];
        var known = properties.Keys.Union(required).Select(name =>
            Member(
                name,
                properties.TryGetValue(name, out var property) ? Value(property, depth + 1) : Anything(depth + 1),
                required.Contains(name) ? 90 : 75));
        var others = schema.TryGetProperty("additionalProperties", out var additional) ? Value(additional, depth + 1) : Anything(depth + 1);
        var extra = _names.Distinct().Except(properties.Keys).Except(required).Select(
            name => Member(name, Gen.OneOf(others, Anything(depth + 1)), 50));
        var extras = Gen.Frequency((65, Gen.Const("")), (35, Join([.. extra])));
        return Join([.. known, extras]).Select(static members => $$"""{{{members}}}""");
    }

    private Gen<string> Anything(int depth)
    {
        Gen<string>[] simple = [Gen.OneOf("null", "true", "false"), Number, Text, Gen.OneOf([.. _values])];
        if (depth > 3)
        {
            return Gen.OneOf(simple);
        }

        var inner = Anything(depth + 2);
        var list = inner.Array[0, 2].Select(static items => $"[{string.Join(',', items)}]");
        var members = Join([.. _names.Distinct().Select(name => Member(name, inner, 40))]).Select(static members => $$"""{{{members}}}""");
        return Gen.Frequency((5, Gen.OneOf(simple)), (1, list), (1, members));
    }

    private static Gen<string> Member(string name, Gen<string> value, int percent) => Gen.Frequency(
        (100 - percent, Gen.Const("")), (percent, value.Select(value => $"{JsonSerializer.Serialize(name)}:{value}")));

    private static Gen<string> Join(Gen<string>[] parts) => parts.Length == 0 ? Gen.Const("") : parts.Aggregate(static (all, one) =>
        Gen.Select(all, one, static (left, right) => left.Length == 0 || right.Length == 0 ? left + right : $"{left},{right}"));
}
