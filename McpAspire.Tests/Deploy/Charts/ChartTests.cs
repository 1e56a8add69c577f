
namespace McpAspire.Tests.Deploy.Charts;

[Trait("Category", "Deploy")]
public sealed class ChartTests
{
    /// <summary>Written by hand, except for a table.</summary>
    private const string Readme = "README.md";

    public static TheoryData<string> Charts { get; } = [.. Chart.Names];

    [Fact]
    public void The_committed_charts_are_what_the_templates_make_of_the_manifest()
    {
        var made = ChartTemplates.Render(Repository.PathOf("deploy", "aspirate"));
        if (Chart.Rewrites)
        {
            Rewrite(made);
        }

        Assert.Equal(made.Keys, CommittedFiles());
        Assert.All(made, file => Assert.True(
            file.Value == File.ReadAllText(Repository.PathOf(Chart.Directory, file.Key)),
            $"deploy/charts/{file.Key} is not what the templates make. Run deploy/aspirate/generate.sh, or this test with UPDATE_APPROVED=1, and review the difference."));
    }

    [Theory, MemberData(nameof(Charts))]
    public void The_chart_has_the_version_of_the_build(string chart)
    {
        var version = typeof(Projects.McpAspire_Server).Assembly.GetName().Version!.ToString(3);

        Assert.Equal(version, new Chart(chart).ReadYaml("Chart.yaml")["appVersion"].ToString());
        Assert.Equal(version, new Chart(chart).ReadYaml("values.yaml")["image"]["tag"].ToString());
    }

    private static void Rewrite(SortedDictionary<string, string> files)
    {
        foreach (var stale in CommittedFiles().Except(files.Keys))
        {
            File.Delete(Repository.PathOf(Chart.Directory, stale));
        }

        foreach (var (path, text) in files)
        {
            var file = Repository.PathOf(Chart.Directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
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
