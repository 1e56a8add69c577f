using System.Globalization;
using System.Text.Json.Nodes;
using McpAspire.Testing.Wire;

namespace McpAspire.Tests.Http;

/// <summary>Runs each row of the tables in docs/HTTP_REQUESTS.md against the real server.</summary>
[Trait("Category", "Integration")]
public sealed class WildRequestTests(WildHost host) : IClassFixture<WildHost>
{
    /// <summary>The numbers and names of the rows.</summary>
    public static TheoryData<int, string> Rows()
    {
        var data = new TheoryData<int, string>();
        foreach (var row in WildTable.Rows)
        {
            data.Add(row.Number, row.What);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Gets_the_documented_response(int number, string what)
    {
        var row = WildTable.Rows[number - 1];

        var answer = await RawHttp.SendAsync(
            host.Address, row.ToRequest(host.Address).ToBytes(), row.Closes, TestContext.Current.CancellationToken);

        var headers = string.Join("; ", answer?.Headers.Select(header => $"{header.Key}: {answer.Header(header.Key)}") ?? []);
        var seen = $"{number}, {what}: {answer?.Status} {headers}\n{answer?.Body[..Math.Min(answer.Body.Length, 2000)]}";
        Assert.True(row.Status == (answer?.Status.ToString(CultureInfo.InvariantCulture) ?? "none"), seen);
        Assert.All(WildRow.Pairs(row.AnswerHeaders), expected => Assert.True(Matches(answer?.Header(expected.Name), expected.Value), seen));
        Assert.True(Matches(answer, row.Answer), seen);
    }

    [Fact]
    public void The_rows_are_numbered()
    {
        Assert.Equal(Enumerable.Range(1, WildTable.Rows.Count), WildTable.Rows.Select(row => row.Number));
        Assert.InRange(WildTable.Rows.Count, 60, int.MaxValue);
    }

    private static bool Matches(string? header, string expected) =>
        expected is "-" ? header is null : header?.StartsWith(expected, StringComparison.Ordinal) is true;

    private static bool Matches(RawAnswer? answer, string expected) => expected switch
    {
        "" => true,
        "empty" => answer is null or { Body.Length: 0 },
        _ when expected.StartsWith('{') => JsonSubset.IsIn(JsonNode.Parse(expected), answer?.Json),
        _ => answer?.Body.Contains(expected, StringComparison.Ordinal) is true,
    };
}
