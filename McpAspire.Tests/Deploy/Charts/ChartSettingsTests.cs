using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Charts;

/// <summary>The README of a chart explains the settings that are not values, and the variables of the runtime.</summary>
[Trait("Category", "Deploy")]
public sealed partial class ChartSettingsTests
{
    public static TheoryData<string> Charts { get; } = [.. Chart.Names];

    [Theory, MemberData(nameof(Charts))]
    public void The_readme_explains_every_setting_that_is_not_a_value(string chart) =>
        Assert.All(
            Checks.Program.Of(chart).Settings.Except(VariablesOf(chart)),
            name => Assert.True(IsIn(chart, name) || IsIn(chart, name.Replace("__", ":", StringComparison.Ordinal)), name));

    [Theory, MemberData(nameof(Charts))]
    public void The_readme_explains_every_variable_of_the_runtime(string chart) =>
        Assert.All(VariablesOf(chart).Except(Checks.Program.Of(chart).Settings), name => Assert.True(IsIn(chart, name), name));

    private static bool IsIn(string chart, string name) =>
        new Chart(chart).Read("README.md").Contains($"`{name}`", StringComparison.Ordinal);

    private static HashSet<string> VariablesOf(string chart) =>
        [.. Variable().Matches(new Chart(chart).Read("templates/configmap.yaml").Split("\ndata:\n")[1])
            .Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^  ([A-Za-z_]+): ", RegexOptions.Multiline)]
    private static partial Regex Variable();
}
