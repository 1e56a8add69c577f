namespace McpAspire.Tests.Deploy.Observability;

/// <summary>Dashboard, rules and runbooks use only metrics that the running server exports.</summary>
[Collection(Measurements.Name)]
[Trait("Category", "Deploy")]
public sealed class MetricNameTests(MeasuredSituations measured)
{
    [Fact]
    [Trait("Server", "Program")]
    public void Every_metric_and_label_is_exported_recorded_or_from_the_cluster()
    {
        var known = new KnownMetrics(measured.Exported);

        Assert.Empty(
            ObservabilityFiles.Expressions.SelectMany(
                one => known.UnknownIn(one.Expression, one.Shown).Select(unknown => $"{one.Place}: {unknown}")));
    }

    [Fact]
    [Trait("Server", "Program")]
    public void Every_label_value_in_a_selector_is_written_by_the_server()
    {
        string[] labels = ["error_code", "outcome", "mcp_method_name"];
        var compared = from expression in ObservabilityFiles.Expressions
                       from selector in PromQl.Parse(expression.Expression).Selectors
                       from matcher in selector.Matchers
                       where labels.Contains(matcher.Label)
                       from value in matcher.Value.Split('|')
                       select (matcher.Label, Value: value);
        var written = measured.Exported.Select(static series => series.Labels).ToHashSet(StringComparer.Ordinal);
        // Other tests cover canceled calls, timeouts and missing permissions.
        (string Label, string Value)[] others = [
            ("outcome", "cancelled"), ("error_code", "FORBIDDEN"), ("error_code", "TIMEOUT_ERROR"), ("error_code", "INTERNAL_ERROR")];

        Assert.All(
            compared.Distinct().Except(others),
            one => Assert.Contains(written, text => text.Contains($"{one.Label}=\"{one.Value}\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("rate(mcpaspire_tool_call_total[5m])", "mcpaspire_tool_call_total")]
    [InlineData("sum(mcpaspire_tool_active{tools=\"a\"})", "mcpaspire_tool_active{tools}")]
    [InlineData("sum by (tool_name) (mcpaspire_tool_active)", "tool_name")]
    [InlineData("max(kube_pod_container_resource_limit{resource=\"memory\"}) > 0.9", "kube_pod_container_resource_limit")]
    [InlineData("histogram_quantile(0.99, sum by (le, tool) (rate(mcp_server_operation_duration_seconds_bucket[5m])))", "tool")]
    [InlineData("tool:mcpaspire_failures:rate5m / tool:mcpaspire_call:rate5m", "tool:mcpaspire_call:rate5m")]
    [InlineData("label_values(mcpaspire_tool_active{job=\"mcp-server\"}, name)", "name")]
    [InlineData("sum(label_replace(mcpaspire_tool_active, \"tool\", \"$1\", \"gen_ai_tool\", \"(.+)\"))", "gen_ai_tool")]
    public void Finds_what_does_not_exist(string expression, string unknown) =>
        Assert.Equal([unknown], new KnownMetrics(measured.Exported).UnknownIn(expression, []));

    [Fact]
    public void Finds_a_displayed_label_that_the_expression_aggregates() =>
        Assert.Equal(
            ["shown pod"], new KnownMetrics(measured.Exported).UnknownIn("sum by (tool) (mcpaspire_tool_active)", ["tool", "pod"]));
}
