
namespace McpAspire.Tests.Deploy.Charts;

[Trait("Category", "Deploy")]
public sealed class ChartReadmeTests
{
    private const string Begin = "<!-- values -->\n";
    private const string End = "<!-- end of values -->\n";

    public static TheoryData<string> Charts { get; } = [.. Chart.Names];

    [Theory, MemberData(nameof(Charts))]
    public void The_table_of_values_is_that_of_the_schema(string chart)
    {
        var path = Repository.PathOf(Chart.Directory, chart, "README.md");
        var readme = File.ReadAllText(path);
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, readme.IndexOf(End, StringComparison.Ordinal));

        // Of the templates, as another test may be rewriting the charts.
        var expected = readme[..begin] + ValuesTable.Of(new Chart(chart, ChartTemplates.Render(Repository.PathOf("deploy", "aspirate")))) + readme[end..];
        if (Chart.Rewrites)
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(expected == File.ReadAllText(path), $"The values in deploy/charts/{chart}/README.md are not those of the schema. Run this test with UPDATE_APPROVED=1, and review the difference.");
    }
}
