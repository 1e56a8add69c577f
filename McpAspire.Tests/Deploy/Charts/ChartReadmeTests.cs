namespace McpAspire.Tests.Deploy.Charts;

[Trait("Category", "Deploy")]
public sealed class ChartReadmeTests
{
    private const string Begin = "<!-- values -->\n";
    private const string End = "<!-- end of values -->\n";

    public static TheoryData<string> Charts { get; } = [.. Chart.Names];

    [Theory, MemberData(nameof(Charts))]
    public async Task The_table_of_values_matches_the_schema(string chart)
    {
        var path = Repository.PathOf(Chart.Directory, chart, "README.md");
        var readme = await File.ReadAllTextAsync(path, Cancellation);
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, readme.IndexOf(End, StringComparison.Ordinal));

        // From the templates, because another test may be rewriting the charts.
        var rendered = new Chart(chart, ChartTemplates.Render(Repository.PathOf("deploy", "aspirate")));
        await ApprovedFile.MatchesAsync(path, readme[..begin] + ValuesTable.Of(rendered) + readme[end..]);
    }
}
