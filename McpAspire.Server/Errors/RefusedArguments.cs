using System.Text.Json;

namespace McpAspire.Server.Errors;

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

    public static IReadOnlyList<ArgumentError> Of(IReadOnlyList<(string Field, string? Rule)> refusals, IDictionary<string, JsonElement>? arguments)
    {
        if (refusals.Count == 0 || arguments is null)
        {
            return [];
        }

        var sent = arguments.SelectMany(argument => Paths(argument.Key, argument.Value)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from refusal in refusals
               where sent.Contains(refusal.Field)
               select Describe(refusal.Field, refusal.Rule),
        ];
    }

    private static ArgumentError Describe(string field, string? rule) =>
        rule is not null && Rules.TryGetValue(rule, out var words) ? new(field, rule, words) : new(field, "backend", "is refused by the backend");

    /// <summary>The names in an argument, as a backend writes them: <c>filters</c>, <c>filters.quantity</c>, <c>filters.quantity.lt</c>.</summary>
    private static IEnumerable<string> Paths(string path, JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().SelectMany(member => Paths($"{path}.{member.Name}", member.Value)).Prepend(path)
        : [path];
}
