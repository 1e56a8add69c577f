using McpAspire.ServiceDefaults.Doctor;

namespace McpAspire.Tests.Doctor;

[Trait("Category", "Unit")]
public sealed class AadstsTableTests
{
    [Fact]
    public async Task Matches_the_table_of_the_documentation()
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("docs", "IDENTITY.md"), Cancellation);

        Assert.Equal(
            AadstsErrors.All.Select(static error => $"| `{error.Code}` | {error.Cause} | {error.Fix} |"),
            lines.Where(static line => line.StartsWith("| `AADSTS", StringComparison.Ordinal)));
    }

    [Fact]
    public void Links_to_the_description_of_an_unknown_code() =>
        Assert.EndsWith(
            "https://login.microsoftonline.com/error?code=12345", AadstsErrors.Find("AADSTS12345").Fix, StringComparison.Ordinal);
}
