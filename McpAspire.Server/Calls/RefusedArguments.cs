using System.Text.Json;

namespace McpAspire.Server.Calls;

/// <summary>
/// Tells a caller which of its arguments the backend refuses. What a backend writes is not passed on: a field is named if the caller sent it, and a rule if
/// it is one of ours.
/// </summary>
internal static class RefusedArguments
{
    private static readonly Dictionary<string, string> Rules = new(StringComparer.Ordinal)
    {
        ["column"] = "is not a column of the dataset",
        ["type"] = "does not have the type that the backend asks for",
        ["operator"] = "has an operator that does not exist or does not fit the column",
        ["size"] = "has too few or too many entries",
        ["reference"] = "names something that does not exist",
    };

    public static IReadOnlyList<ArgumentError> Of(IReadOnlyList<(string Field, string? Rule)> refusals, IDictionary<string, JsonElement>? arguments) =>
    [
        .. (from refusal in refusals
            where arguments?.Any(argument => Leads(argument.Key, argument.Value, refusal.Field)) is true
            select Describe(refusal.Field, refusal.Rule)).Take(ArgumentError.MaxErrors),
    ];

    private static ArgumentError Describe(string field, string? rule) =>
        rule is not null && Rules.TryGetValue(rule, out var words) ? new(field, rule, words) : new(field, "backend", "is refused by the backend");

    /// <summary>
    /// Says whether the names in a value lead to a field as a backend writes it: <c>filters</c>, <c>filters.quantity</c>, <c>filters.quantity.lt</c>. The field is
    /// followed into the value; to write down every path of the value would take the square of its size.
    /// </summary>
    private static bool Leads(string name, JsonElement value, string field) => field.StartsWith(name, StringComparison.Ordinal)
        && (field.Length == name.Length || (field[name.Length] == '.' && value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().Any(member => Leads(member.Name, member.Value, field[(name.Length + 1)..]))));
}
