
namespace McpAspire.Tests.Deploy.Checks;

/// <summary>A chart and the values it is rendered with: its defaults, its <c>values-dev.yaml</c> or <c>values-production.yaml</c>, or options that none of these turns on.</summary>
public sealed record ChartProfile(string Chart, string Profile)
{
    public static IReadOnlyList<string> Charts { get; } = ["mcp-server", "mcp-client", "backend"];

    public static IReadOnlyList<string> Profiles { get; } = ["default", "dev", "production", "options"];

    public static IEnumerable<ChartProfile> All { get; } = [.. from profile in Profiles from chart in Charts select new ChartProfile(chart, profile)];

    /// <summary>The directory of the chart.</summary>
    public string ChartPath => Repository.PathOf("deploy", "charts", Chart);

    /// <summary>What the chart has to render.</summary>
    public string GoldenPath => Repository.PathOf("deploy", "rendered", Chart, $"{Profile}.yaml");

    /// <summary>The chart's values of this profile, and those that whoever installs it has to give.</summary>
    public IEnumerable<string> ValuesPaths => new[] { Path.Combine(ChartPath, $"values-{Profile}.yaml"), Repository.PathOf("deploy", "rendered", Chart, $"{Profile}.values.yaml") }.Where(File.Exists);

    public override string ToString() => $"{Chart}, {Profile}";
}
