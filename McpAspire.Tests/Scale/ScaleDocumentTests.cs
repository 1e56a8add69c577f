using System.Globalization;
using McpAspire.ScaleModel;
using McpAspire.ScaleModel.Autoscaling;
using McpAspire.ScaleModel.Measured;
using McpAspire.ScaleModel.Simulation;
using McpAspire.Tests.Packages;
using YamlDotNet.RepresentationModel;

namespace McpAspire.Tests.Scale;

/// <summary>docs/SCALE.md says what the model says, and the model has the values of the chart.</summary>
[Trait("Category", "Unit")]
public sealed class ScaleDocumentTests
{
    [Fact]
    public void The_tables_are_those_of_the_model()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "SCALE.md"));
        var figures = FiguresJson.Read(Path.Combine(Repository.Root, "bench", "McpAspire.ScaleModel", "figures.json"));
        Assert.Equal(Document.Update(document, figures), document);
    }

    [Fact]
    public void A_document_without_a_place_for_a_table_is_refused()
    {
        var figures = FiguresJson.Read(Path.Combine(Repository.Root, "bench", "McpAspire.ScaleModel", "figures.json"));
        Assert.Contains("<!-- model: measured -->", Assert.Throws<InvalidDataException>(() => Document.Update("# Scale", figures)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autoscaling.minReplicas", ChartDefaults.MinReplicas)]
    [InlineData("autoscaling.maxReplicas", ChartDefaults.MaxReplicas)]
    [InlineData("autoscaling.targetCPUUtilizationPercentage", 100 * ChartDefaults.CpuTarget)]
    [InlineData("autoscaling.targetMemoryUtilizationPercentage", 100 * ChartDefaults.MemoryTarget)]
    [InlineData("resources.requests.cpu", 1000 * ChartDefaults.CpuRequest)]
    [InlineData("resources.limits.cpu", 1000 * ChartDefaults.CpuLimit)]
    [InlineData("resources.requests.memory", ChartDefaults.MemoryRequest)]
    [InlineData("rollingUpdate.maxSurge", ChartDefaults.MaxSurge)]
    [InlineData("keda.threshold", ChartDefaults.CallsUnderWayPerPod)]
    [InlineData("probes.readiness.initialDelaySeconds", Pod.ProbeDelay)]
    public void The_model_has_the_chart_s(string key, double value) => Assert.Equal(value, Number(key));

    [Theory]
    [InlineData("scaleUp")]
    [InlineData("scaleDown")]
    public void The_model_has_the_chart_s_behavior(string direction)
    {
        var rules = direction is "scaleUp" ? ChartDefaults.ScaleUp : ChartDefaults.ScaleDown;
        var key = $"autoscaling.behavior.{direction}";
        var period = (int)Number($"{key}.periodSeconds");
        Assert.Equal(Number($"{key}.stabilizationWindowSeconds"), rules.StabilizationWindowSeconds);
        Assert.Equal([new(PolicyKind.Pods, (int)Number($"{key}.pods"), period), new ScalingPolicy(PolicyKind.Percent, (int)Number($"{key}.percent"), period)], rules.Policies);
    }

    /// <summary>Of values.yaml, without its unit.</summary>
    private static double Number(string key)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "charts", "mcp-server", "values.yaml"))));
        var value = key.Split('.').Aggregate(yaml.Documents[0].RootNode, static (node, name) => node[name]);
        return double.Parse(value.ToString().TrimEnd('m', 'M', 'i'), CultureInfo.InvariantCulture);
    }
}
