using System.Text.Json;

namespace McpAspire.Server.Backend;

/// <summary>
/// What the server reads of problem details (RFC 9457) that refuse a request: under <c>errors</c> the fields that are wrong, and under
/// <c>rules</c>, where a
/// backend has it, a keyword for each. The texts are for people who read the backend's log; they are not read.
/// </summary>
internal static class BackendProblem
{
    private const int MostFields = 100;

    /// <returns>The fields with their rules; empty if <paramref name="body"/> is no such problem.</returns>
    public static IReadOnlyList<(string Field, string? Rule)> Refusals(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var problem = JsonDocument.ParseValue(ref reader);
            return problem.RootElement.ValueKind == JsonValueKind.Object
                && problem.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
                ? [.. errors.EnumerateObject().Take(MostFields).Select(error => (error.Name, RuleOf(problem.RootElement, error.Name)))]
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
