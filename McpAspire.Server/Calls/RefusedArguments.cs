using System.Text.Json;

namespace McpAspire.Server.Calls;

/// <summary>
/// Names the arguments that the backend rejected. Passes on no text of the backend: only fields that the caller sent, and known rules.
/// </summary>
internal static class RefusedArguments
{
    private static readonly Dictionary<string, string> Rules = new(StringComparer.Ordinal)
    {
        ["column"] = "is not a column of the dataset",
        ["type"] = "does not have the type that the backend requires",
        ["operator"] = "uses an operator that the column does not support; operators: eq, ne, lt, lte, gt, gte, contains, in "
            + "(contains: text only)",
        ["size"] = "has too few or too many elements",
        ["reference"] = "refers to something that does not exist",
    };

    /// <param name="refusals">The rejected fields, each with its rule.</param>
    /// <param name="arguments">The arguments of the call.</param>
    /// <param name="columns">The columns of the dataset, if they are known.</param>
    public static IReadOnlyList<ArgumentError> Of(
        IReadOnlyList<(string Field, string? Rule)> refusals,
        IDictionary<string, JsonElement>? arguments,
        IReadOnlyList<string>? columns = null) =>
    [
        .. (from refusal in refusals
            where arguments?.Any(argument => Leads(argument.Key, argument.Value, refusal.Field)) is true
            select Describe(refusal.Field, refusal.Rule, columns ?? [])).Take(ArgumentError.MaxErrors),
    ];

    private static ArgumentError Describe(string field, string? rule, IReadOnlyList<string> columns) =>
        rule is null || !Rules.TryGetValue(rule, out var words) ? new(field, "backend", "was rejected by the backend")
        : new(field, rule, rule is "column" && columns.Count > 0 ? $"{words}; its columns are {string.Join(", ", columns)}" : words);

    /// <summary>
    /// Whether the path of a field, such as <c>filters</c>, <c>filters.quantity</c> or <c>filters.quantity.lt</c>, exists in a value.
    /// Follows the path, because a list of all paths would take quadratic space.
    /// </summary>
    private static bool Leads(string name, JsonElement value, string field) => field.StartsWith(name, StringComparison.Ordinal)
        && (field.Length == name.Length || (field[name.Length] == '.' && value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().Any(member => Leads(member.Name, member.Value, field[(name.Length + 1)..]))));
}
