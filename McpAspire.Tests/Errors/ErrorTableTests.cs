using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McpAspire.Tests.Errors;

/// <summary>Compares the table of docs/ERRORS.md with what the server returns.</summary>
[Trait("Category", "Unit")]
public sealed partial class ErrorTableTests
{
    private const string OtherStatus = "any other status";

    private static readonly string[][] Table =
    [
        .. from line in File.ReadLines(Repository.PathOf("docs", "ERRORS.md"))
           where line.StartsWith('|')
           select line.Split('|', StringSplitOptions.TrimEntries)[1..^1],
    ];

    /// <summary>The rows: cause, the two names, the reason, retryable.</summary>
    private static readonly (string Cause, string Error, string Code, string? Reason, bool Retryable)[] Rows =
    [
        .. from cells in Table.Skip(2)
           let names = Code().Matches(cells[1])
           let reason = Code().Match(cells[2])
           select (
               cells[0],
               names[0].Groups[1].Value,
               names[1].Groups[1].Value,
               cells[2].StartsWith('–') ? null : reason.Groups[1].Value,
               cells[3] == "yes"),
    ];

    [Fact]
    public void Has_the_columns_that_are_compared() =>
        Assert.Equal(["Cause", "`error` / `code`", "`details.reason`", "`retryable`"], Table[0]);

    [Fact]
    public async Task Names_every_error_that_callers_get_and_no_other()
    {
        var seen = new HashSet<(string, string, string?, bool)>();
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("McpAspire.Tests", "Errors", "approved")))
        {
            var error = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancellation))!;
            seen.Add(((string)error["error"]!, (string)error["code"]!, (string?)error["details"]!["reason"], (bool)error["retryable"]!));
        }

        Assert.Equal(seen.Order(), Rows.Select(row => (row.Error, row.Code, row.Reason, row.Retryable)).Order());
    }

    [Fact]
    public void Maps_each_backend_status() => Assert.All(FailureTable.Rows
        .Where(row => row.Status is not null && row.Name.StartsWith("answers", StringComparison.Ordinal)), failure =>
    {
        var row = Assert.Single(Rows, row => Names(row.Cause, failure.Status!.Value));
        Assert.Equal((failure.Error, failure.Reason, failure.Retryable), (row.Error, row.Reason, row.Retryable));
    });

    private static bool Names(string cause, int status) => cause.Contains(OtherStatus, StringComparison.Ordinal)
        ? !Array.Exists(Rows, row => Statuses(row.Cause).Contains(status))
        : Statuses(cause).Contains(status);

    private static int[] Statuses(string cause) =>
    [
        .. Status().Matches(cause).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)),
        .. cause.Contains("5xx", StringComparison.Ordinal) ? Enumerable.Range(500, 100) : [],
    ];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b[45]\d\d\b")]
    private static partial Regex Status();
}
