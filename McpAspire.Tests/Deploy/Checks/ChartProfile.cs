namespace McpAspire.Tests.Deploy.Checks;

/// <summary>A chart with its default values, those of development or production, or all other options enabled.</summary>
public sealed record ChartProfile(string Chart, string Profile)
{
    public static IReadOnlyList<string> Charts { get; } = ["mcp-server", "mcp-client", "backend"];

    public static IReadOnlyList<string> Profiles { get; } = ["default", "dev", "production", "options"];

    public static IEnumerable<ChartProfile> All { get; } = [
        .. from profile in Profiles from chart in Charts select new ChartProfile(chart, profile)];

    /// <summary>The directory of the chart.</summary>
    public string ChartPath => Repository.PathOf("deploy", "charts", Chart);

    /// <summary>The expected output.</summary>
    public string GoldenPath => Repository.PathOf("deploy", "rendered", Chart, $"{Profile}.yaml");

    /// <summary>The chart's values of this profile, and those that the chart requires.</summary>
    public IEnumerable<string> ValuesPaths =>
        new[]
        {
            Path.Combine(ChartPath, $"values-{Profile}.yaml"), Repository.PathOf("deploy", "rendered", Chart, $"{Profile}.values.yaml"),
        }.Where(File.Exists);

    public override string ToString() => $"{Chart}, {Profile}";
}
