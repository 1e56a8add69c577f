using System.Collections.Frozen;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The operators of filters and their SQL.</summary>
internal static class Operators
{
    public const string In = "in";

    private const string Contains = "contains";

    // IS and IS NOT are = and <> for columns with NULL: a row without a value differs from every value.
    private static readonly FrozenDictionary<string, string> Comparisons = new Dictionary<string, string>
    {
        ["eq"] = "IS",
        ["ne"] = "IS NOT",
        ["lt"] = "<",
        ["lte"] = "<=",
        ["gt"] = ">",
        ["gte"] = ">=",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The operators, for messages.</summary>
    public static string Known => "eq, ne, lt, lte, gt, gte, contains, in";

    public static bool IsKnown(string name) => name is In or Contains || Comparisons.ContainsKey(name);

    public static bool Fits(string name, ColumnType type) => name switch
    {
        "eq" or "ne" or In => true,
        Contains => type is ColumnType.Text,
        _ => type is not ColumnType.Boolean,
    };

    /// <summary>The condition as SQL, with a parameter for each value.</summary>
    public static string ToSql(Condition condition, IReadOnlyList<string> parameters) => condition.Operator switch
    {
        In => $"{condition.Column.Name} IN ({string.Join(", ", parameters)})",
        Contains => $"instr(lower({condition.Column.Name}), lower({parameters[0]})) > 0",
        _ => $"{condition.Column.Name} {Comparisons[condition.Operator]} {parameters[0]}",
    };
}

/// <summary>One comparison of a column with a value, or with several for <c>in</c>. Values are as stored.</summary>
internal sealed record Condition(DatasetColumn Column, string Operator, IReadOnlyList<object> Values);
