using System.Globalization;
using System.Text.Json;
using McpAspire.Tests.Deploy.Checks;

namespace McpAspire.Tests.Deploy.Observability;

/// <summary>Alerts fire on measured metrics: the change between two readings is repeated each minute for an hour.</summary>
[Collection(Measurements.Name)]
[Trait("Category", "Deploy")]
public sealed class FiringTests(MeasuredSituations measured)
{
    private const string Target = "job=\"mcp-server\",namespace=\"mcp-system\",pod=\"mcp-server-1\"";
    private const int Minutes = 60;

    // JSON is YAML, which promtool reads.
    private static readonly JsonSerializerOptions JsonOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static TheoryData<string> Situations { get; } = [.. Situation.All.Select(static situation => situation.Name)];

    [Theory]
    [MemberData(nameof(Situations))]
    public async Task A_situation_fires_its_alerts_and_no_others(string name)
    {
        var situation = Situation.All.Single(situation => situation.Name == name);

        var (exitCode, text) = await TestAsync(situation, situation.Alerts);

        Assert.True(exitCode == 0, text);
    }

    [Fact]
    public async Task The_check_finds_an_alert_that_does_not_fire()
    {
        var (exitCode, text) = await TestAsync(Situation.All[0], ["McpServerCircuitOpen"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("McpServerCircuitOpen", text, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Text)> TestAsync(Situation situation, IReadOnlyList<string> alerts)
    {
        var folder = Directory.CreateTempSubdirectory("mcpaspire-rules-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "test.yaml"), Write(situation, alerts), Cancellation);
            return await Promtool.RunAsync(string.Empty, folder.FullName, "test", "rules", "test.yaml");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private string Write(Situation situation, IReadOnlyList<string> alerts)
    {
        var (before, after) = measured.Of(situation);
        var earlier = before.ToDictionary(static series => (series.Name, series.Labels), static series => series.Value);
        var used = ObservabilityFiles.Rules.SelectMany(static rule => PromQl.Parse(rule.Expression).Selectors)
            .Select(static selector => selector.Metric).ToHashSet(StringComparer.Ordinal);
        var input = from series in after.Where(series => used.Contains(series.Name)).Append(new("up", string.Empty, "1"))
                    let labels = series.Labels.Length == 0 ? Target : $"{series.Labels},{Target}"
                    select new { Series = $"{series.Name}{{{labels}}}", Values = Values(series, earlier) };
        return JsonSerializer.Serialize(new
        {
            Rule_files = (string[])[Path.Combine(ObservabilityFiles.Folder, "rules.yaml")],
            Evaluation_interval = "1m",
            Group_eval_order = ObservabilityFiles.RuleFile.Each("groups").Select(static group => group.Text("name")),
            Tests = (object[])
            [
                new
                {
                    Interval = "1m",
                    Input_series = input,
                    Promql_expr_test = (object[])
                    [
                        new
                        {
                            Expr = "group by (alertname) (ALERTS{alertstate=\"firing\"})",
                            Eval_time = $"{Minutes}m",
                            Exp_samples = alerts.Select(static alert => new { Labels = $"{{alertname=\"{alert}\"}}", Value = 1 }),
                        },
                    ],
                },
            ],
        }, JsonOptions);
    }

    /// <summary>Gauges are constant; counters keep their rate.</summary>
    private static string Values(Series series, Dictionary<(string, string), string> earlier)
    {
        if (!series.Name.EndsWith("_total", StringComparison.Ordinal) && !series.Name.EndsWith("_count", StringComparison.Ordinal)
            && !series.Name.EndsWith("_bucket", StringComparison.Ordinal))
        {
            return $"{series.Value}x{Minutes}";
        }

        var from = double.Parse(earlier.GetValueOrDefault((series.Name, series.Labels), "0"), CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture, $"{from}+{double.Parse(series.Value, CultureInfo.InvariantCulture) - from}x{Minutes}");
    }
}
