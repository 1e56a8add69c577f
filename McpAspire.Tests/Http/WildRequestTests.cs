namespace McpAspire.Tests.Http;

/// <summary>Runs each row of the tables in docs/HTTP_REQUESTS.md without a token against the real server.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class WildRequestTests(WildHost host) : IClassFixture<WildHost>
{
    public static TheoryData<int, string> Rows() => WildTable.Data(static row => row.Section != WildRow.Callers);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Gets_the_documented_response(int number, string what)
    {
        Assert.NotEmpty(what);
        return WildTable.Rows[number - 1].VerifyAsync(host.Address);
    }

    [Fact]
    public void The_rows_are_numbered()
    {
        Assert.Equal(Enumerable.Range(1, WildTable.Rows.Count), WildTable.Rows.Select(row => row.Number));
        Assert.InRange(WildTable.Rows.Count, 60, int.MaxValue);
    }
}
