using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Errors;

/// <summary>The errors as callers receive them, in Errors/approved.</summary>
[Trait("Category", "Contract")]
public sealed class ApprovedErrorTests
{
    private static readonly string Folder = Repository.PathOf("McpAspire.Tests", "Errors", "approved");

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Names() => [.. ErrorSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_error_is_as_approved(string name)
    {
        var error = await ErrorSamples.All[name]();
        error["details"]!["trace_id"] = new string('0', 32);
        await ApprovedFile.MatchesAsync(Path.Combine(Folder, $"{name}.json"), error.ToJsonString(Indented) + "\n");
    }

    [Fact]
    public void Nothing_else_is_approved() =>
        Assert.Equal(
            ErrorSamples.All.Keys.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_error_and_every_reason_is_approved()
    {
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            var error = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancellation))!;
            seen.UnionWith([(string?)error["error"], (string?)error["details"]!["reason"]]);
        }

        Assert.Superset(
            new HashSet<string?>(StringComparer.Ordinal)
            {
                "VALIDATION_ERROR", "SERVICE_ERROR", "AUTHENTICATION_ERROR", "TIMEOUT_ERROR", "INTERNAL_ERROR",
                "not_found", "forbidden", "unauthorized", "conflict", "rate_limited", "unavailable", "bad_response", "circuit_open",
                "timeout",
            },
            seen);
    }
}
