using System.Text.RegularExpressions;
using McpAspire.Tests.Http;

namespace McpAspire.Tests.Authorization;

/// <summary>Runs each row with a token of docs/HTTP_REQUESTS.md against a server that calls its backend on behalf of the caller.</summary>
[Trait("Category", "Integration")]
public sealed partial class CallerRequestTests(CallerServer server) : IClassFixture<CallerServer>
{
    public static TheoryData<int, string> Rows() => WildTable.Data(static row => row.Section == WildRow.Callers);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Gets_the_documented_response(int number, string what)
    {
        Assert.NotEmpty(what);
        var row = WildTable.Rows[number - 1];
        return (row with { Headers = Token().Replace(row.Headers, name => server.TokenOf(name.Groups[1].Value)) })
            .VerifyAsync(server.Host.Address);
    }

    [GeneratedRegex(@"(?<=[Bb]earer )\{([\w ]+)\}")]
    private static partial Regex Token();
}
