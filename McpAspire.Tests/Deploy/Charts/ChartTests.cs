namespace McpAspire.Tests.Deploy.Charts;

[Trait("Category", "Deploy")]
public sealed class ChartTests
{
    /// <summary>Written by hand, except for the table of values.</summary>
    private const string Readme = "README.md";

    public static TheoryData<string> Charts { get; } = [.. Chart.Names];

    [Fact]
    public async Task The_charts_are_rendered_from_the_manifest_and_the_templates()
    {
        var rendered = ChartTemplates.Render(Repository.PathOf("deploy", "aspirate"));
        foreach (var (path, text) in rendered)
        {
            await ApprovedFile.MatchesAsync(Repository.PathOf(Chart.Directory, path), text);
        }

        Assert.Equal(rendered.Keys, CommittedFiles());
    }

    [Theory, MemberData(nameof(Charts))]
    public void The_chart_has_the_version_of_the_build(string chart)
    {
        var version = typeof(Projects.McpAspire_Server).Assembly.GetName().Version!.ToString(3);

        Assert.Equal(version, new Chart(chart).ReadYaml("Chart.yaml")["appVersion"].ToString());
        Assert.Equal(version, new Chart(chart).ReadYaml("values.yaml")["image"]["tag"].ToString());
    }

    private static List<string> CommittedFiles()
    {
        var root = Repository.PathOf(Chart.Directory);
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Where(path => Path.GetFileName(path) != Readme)
                .Order(StringComparer.Ordinal),
        ];
    }
}
