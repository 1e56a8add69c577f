using System.Globalization;
using System.Text.RegularExpressions;
using McpAspire.Tests.Deploy.Checks;
using McpAspire.Tests.Deploy.Guides;

namespace McpAspire.Tests.Deploy.Observability;

[Trait("Category", "Deploy")]
public sealed partial class RuleFileTests
{
    private const double ErrorBudget = 0.001;
    private const double LatencyBudget = 0.01;

    private static readonly (
        string Severity, string Long, string Short, double Factor)[] Windows = [
            ("page", "1h", "5m", 14.4), ("page", "6h", "30m", 6), ("ticket", "1d", "2h", 3), ("ticket", "3d", "6h", 1)];

    [Theory]
    [InlineData("check", "rules", "rules.yaml")]
    [InlineData("test", "rules", "rules.test.yaml")]
    [InlineData("test", "rules", "rules.days.test.yaml")]
    public async Task Promtool_accepts(params string[] arguments)
    {
        var (exitCode, text) = await Promtool.RunAsync(string.Empty, ObservabilityFiles.Folder, arguments);

        Assert.True(exitCode == 0, text);
    }

    [Fact]
    public void Every_alert_has_a_severity_texts_and_the_address_of_its_runbook() =>
        Assert.All(ObservabilityFiles.Rules.Where(static rule => rule.Alert is not null), static rule =>
    {
        Assert.Contains(rule.Labels["severity"], (string[])["page", "ticket"]);
        Assert.NotEmpty(rule.Annotations["summary"]);
        Assert.NotEmpty(rule.Annotations["description"]);
        Assert.Equal($"https://docs.example/runbooks/{rule.Alert}.md", rule.Annotations["runbook_url"]);
    });

    [Fact]
    public void Every_alert_has_a_runbook_and_every_runbook_an_alert() =>
        Assert.Equal(
            ObservabilityFiles.Alerts.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Repository.PathOf("docs", "runbooks"), "*.md")
            .Select(static path => Path.GetFileNameWithoutExtension(path)).Where(static name => name != "README")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_runbook_has_the_same_sections()
    {
        string[] parts = ["What it means", "Check", "Fix"];

        Assert.All(
            MarkdownDocument.All.Where(static document => document.Path.StartsWith("docs/runbooks/Mcp", StringComparison.Ordinal)),
            document =>
            Assert.Equal([Path.GetFileNameWithoutExtension(document.Path), .. parts], document.Headings));
    }

    [Fact]
    public void Every_alert_is_tested_to_fire_and_not_to_fire()
    {
        var tests = ((string[])["rules.test.yaml", "rules.days.test.yaml"])
            .SelectMany(static file => YamlDocuments.Parse(File.ReadAllText(Path.Combine(ObservabilityFiles.Folder, file))))
            .SelectMany(static file => file.Each("tests")).SelectMany(static test => test.Each("alert_rule_test")).ToList();
        var fired = from test in tests
                    from alert in test.Each("exp_alerts")
                    select (test.Text("alertname"), alert.Text("exp_labels", "severity"), alert.Text("exp_labels", "window"));
        var rules = ObservabilityFiles.Rules.Where(static rule => rule.Alert is not null)
            .Select(static rule => (rule.Alert, (string?)rule.Labels["severity"], rule.Labels.GetValueOrDefault("window")));

        Assert.Empty(rules.Except(fired));
        Assert.Empty(
            ObservabilityFiles.Alerts.Except(
                tests.Where(static test => !test.Each("exp_alerts").Any()).Select(static test => test.Text("alertname"))));
    }

    [Theory]
    [InlineData("McpServerToolErrorBudgetBurn", "failures", ErrorBudget)]
    [InlineData("McpServerToolLatencyBudgetBurn", "slow_calls", LatencyBudget)]
    public void A_budget_has_four_pairs_of_windows(string alert, string record, double budget)
    {
        var found = from rule in ObservabilityFiles.Rules
                    where rule.Alert == alert
                    let match = BurnRate().Match(rule.Expression)
                    select (rule.Labels["severity"], match.Groups["long"].Value, match.Groups["short"].Value, Number(match, "factor"),
                        match.Groups["record"].Value, Number(match, "budget"), Number(match, "seconds"));

        Assert.Equal(
            Windows.Select(window => (window.Severity, window.Long, window.Short, window.Factor, record, budget, Seconds(window.Long))),
            found);
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static double Seconds(string window) =>
        double.Parse(window[..^1], CultureInfo.InvariantCulture) * (window[^1] == 'h' ? 3600 : 86400);

    [GeneratedRegex(
        @"^tool:mcpaspire_(?<record>\w+):ratio_rate(?<long>\w+) > (?<factor>[\d.]+) \* (?<budget>[\d.]+)"
        + @" and tool:mcpaspire_\k<record>:ratio_rate(?<short>\w+) > \k<factor> \* \k<budget>"
        + @" and tool:mcpaspire_\k<record>:rate\k<long> \* (?<seconds>\d+) >= 5$")]
    private static partial Regex BurnRate();
}
