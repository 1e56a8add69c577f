using System.Text.Json;

namespace McpAspire.Server.Backend;

/// <summary>
/// Reads the rejected fields of problem details (RFC 9457) from <c>errors</c>, and a keyword for each from the optional extension
/// <c>rules</c>. Ignores the texts.
/// </summary>
internal static class BackendProblem
{
    private const int MaxFields = 100;

    /// <returns>The fields with their rules; empty if <paramref name="body"/> has none.</returns>
    public static IReadOnlyList<(string Field, string? Rule)> Refusals(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var problem = JsonDocument.ParseValue(ref reader);
            return problem.RootElement.ValueKind == JsonValueKind.Object
                && problem.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
                ? [.. errors.EnumerateObject().Take(MaxFields).Select(error => (error.Name, RuleOf(problem.RootElement, error.Name)))]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or a name that is not Unicode.
            return [];
        }
    }

    private static string? RuleOf(JsonElement problem, string field) =>
        problem.TryGetProperty("rules", out var rules) && rules.ValueKind == JsonValueKind.Object
            && rules.TryGetProperty(field, out var rule)
            && rule.ValueKind == JsonValueKind.String
            ? rule.GetString()
            : null;
}
