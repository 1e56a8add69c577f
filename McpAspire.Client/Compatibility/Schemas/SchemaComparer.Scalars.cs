using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

internal sealed partial class SchemaComparer
{
    private void CompareNumbers(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        string[] keywords = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"];
        var lower = Bound.Compare(Bound.Lower(before), Bound.Lower(after));
        var upper = Bound.Compare(Bound.Upper(before), Bound.Upper(after));
        Add(
            found,
            _rules.Range.For(lower < 0 || upper < 0, lower > 0 || upper > 0),
            path,
            Describe(before, keywords),
            Describe(after, keywords));
        if (before.Find("multipleOf") is not null || after.Find("multipleOf") is not null)
        {
            var (old, current) = (Step(before), Step(after));
            Add(
                found,
                _rules.Step.For(!IsMultiple(old, current), !IsMultiple(current, old)),
                path,
                Describe(before, "multipleOf"),
                Describe(after, "multipleOf"));
        }
    }

    private void CompareTexts(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        CompareCounts(before, after, "minLength", "maxLength", _rules.Length, path, found);
        var (old, current) = (before.Find("pattern"), after.Find("pattern"));
        if (!AreEqual(old, current))
        {
            Add(
                found,
                _rules.Pattern.For(current is not null, old is not null),
                path,
                Describe(before, "pattern"),
                Describe(after, "pattern"));
        }

        (old, current) = (before.Find("format"), after.Find("format"));
        if (!AreEqual(old, current))
        {
            var isKnown = new[] { old, current }.OfType<JsonElement>()
                .All(static format => format.ValueKind == JsonValueKind.String && Keyword.IsKnownFormat(format.GetString()!));
            Add(
                found,
                isKnown ? _rules.Format.For(current is not null, old is not null) : _rules["format.unknown"],
                path,
                Describe(before, "format"),
                Describe(after, "format"));
        }
    }

    private static void CompareCounts(
        SchemaView before, SchemaView after, string least, string most, Rules.KeywordRules rules, string path, List<Finding> found)
    {
        var (leastBefore, leastAfter) = (JsonValues.Number(before.Find(least)) ?? 0, JsonValues.Number(after.Find(least)) ?? 0);
        var (mostBefore, mostAfter) = (
            JsonValues.Number(before.Find(most)) ?? decimal.MaxValue, JsonValues.Number(after.Find(most)) ?? decimal.MaxValue);
        Add(
            found,
            rules.For(leastAfter > leastBefore || mostAfter < mostBefore, leastAfter < leastBefore || mostAfter > mostBefore),
            path,
            Describe(before, least, most),
            Describe(after, least, most));
    }

    /// <summary>The step of allowed numbers; <see langword="null"/> if any number is allowed.</summary>
    private static decimal? Step(SchemaView view)
    {
        var step = JsonValues.Number(view.Find("multipleOf")) is { } positive and > 0 ? positive : (decimal?)null;
        return view.Types.HasFlag(JsonTypes.Fraction) ? step : step is not { } divisor || JsonValues.IsMultiple(1, divisor) ? 1 : step;
    }

    private static bool IsMultiple(decimal? number, decimal? step) =>
        step is not { } divisor || (number is { } dividend && JsonValues.IsMultiple(dividend, divisor));

    /// <summary>One end of a range.</summary>
    private readonly record struct Bound(double Rough, decimal? Exact, bool IsExclusive)
    {
        public static Bound? Lower(SchemaView view) => Nearest(view, "minimum", "exclusiveMinimum", 1);

        public static Bound? Upper(SchemaView view) => Nearest(view, "maximum", "exclusiveMaximum", -1);

        /// <summary>Less than zero if the second is stricter; no bound is the least strict.</summary>
        public static int Compare(Bound? left, Bound? right) => (left, right) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            ({ } one, { } other) => one.CompareTo(other),
        };

        private static Bound? Nearest(SchemaView view, string inclusive, string exclusive, int sign)
        {
            var (one, other) = (Of(view, inclusive, false, sign), Of(view, exclusive, true, sign));
            return Compare(one, other) >= 0 ? one : other;
        }

        /// <summary>Upper bounds are negated, so that the higher bound is always the stricter one.</summary>
        private static Bound? Of(SchemaView view, string keyword, bool isExclusive, int sign)
        {
            if (view.Find(keyword) is not { ValueKind: JsonValueKind.Number } number)
            {
                return null;
            }

            if (!number.TryGetDecimal(out var exact) || Math.Abs(exact) > long.MaxValue)
            {
                return new(sign * number.GetDouble(), null, isExclusive);
            }

            exact *= sign;
            return (view.Types & JsonTypes.Number) != JsonTypes.Integer
                ? new((double)exact, exact, isExclusive)
                : new Bound((double)exact, isExclusive ? decimal.Floor(exact) + 1 : decimal.Ceiling(exact), false);
        }

        private int CompareTo(Bound other)
        {
            var order = Exact is { } one && other.Exact is { } two ? one.CompareTo(two) : Rough.CompareTo(other.Rough);
            return order != 0 ? order : IsExclusive.CompareTo(other.IsExclusive);
        }
    }
}
