using System.Text.Json;
using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Tests.Contracts;

/// <summary>The changes in <c>schema-changes.json</c>, each with the grade that it must have as an input and as an output.</summary>
internal static class SchemaChanges
{
    public static readonly IReadOnlyList<SchemaChange> All = [.. Read()];

    private static IEnumerable<SchemaChange> Read()
    {
        var rows = JsonElement.Parse(File.ReadAllBytes(Repository.PathOf("McpAspire.Tests", "Contracts", "schema-changes.json")));
        foreach (var row in rows.EnumerateArray())
        {
            foreach (var direction in (Direction[])[Direction.Input, Direction.Output])
            {
                if (row.TryGetProperty(direction == Direction.Input ? "input" : "output", out var expected))
                {
                    yield return new(
                        row.GetProperty("name").GetString()!,
                        direction,
                        row.GetProperty("before").GetRawText(),
                        row.GetProperty("after").GetRawText(),
                        TextOf(expected, "grade") is { } grade ? Enum.Parse<Grade>(grade, ignoreCase: true) : null,
                        TextOf(expected, "rule"),
                        TextOf(expected, "no_witness"));
                }
            }
        }
    }

    private static string? TextOf(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out var text) ? text.GetString() : null;
}
