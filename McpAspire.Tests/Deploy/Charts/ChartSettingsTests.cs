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

    [Theory, MemberData(nameof(Charts))]
    public void A_value_sets_the_variable_that_its_description_names(string chart)
    {
        var lines = new Chart(chart).Read("templates/configmap.yaml").Split('\n');
        var helpers = new Chart(chart).Read("templates/_helpers.tpl");
        Assert.All(
            from value in new Chart(chart).Values()
            from match in Named().Matches($"{value.Schema?["description"]}")
            select (value.Path, Variable: match.Groups[1].Value),
            named =>
            {
                var line = Array.FindIndex(lines, text => text.StartsWith($"  {named.Variable}: ", StringComparison.Ordinal));
                Assert.NotEqual(-1, line);
                // A condition is one or two lines above.
                var template = string.Join('\n', lines[(line - 2)..(line + 1)]);
                var source = lines[line].Contains("include", StringComparison.Ordinal) ? helpers : template;
                Assert.Matches($@"\.Values\.{Regex.Escape(named.Path)}\b", source);
            });
    }

    private static bool IsIn(string chart, string name) =>
        new Chart(chart).Read("README.md").Contains($"`{name}`", StringComparison.Ordinal);

    private static HashSet<string> VariablesOf(string chart) =>
        [.. Variable().Matches(new Chart(chart).Read("templates/configmap.yaml").Split("\ndata:\n")[1])
            .Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\(`([A-Za-z_]+)`\)")]
    private static partial Regex Named();

    [GeneratedRegex("^  ([A-Za-z_]+): ", RegexOptions.Multiline)]
    private static partial Regex Variable();
}
