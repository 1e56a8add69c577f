using McpAspire.ServiceDefaults.Telemetry;

namespace McpAspire.Tests.Observability;

[Trait("Category", "Unit")]
public sealed class PrometheusNameTests
{
    [Theory]
    [InlineData("mcp.server.operation.duration", "s", false, "mcp_server_operation_duration_seconds", "seconds")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", false, "dotnet_gc_heap_total_allocated_bytes", "bytes")]
    [InlineData("mcpaspire.tool.calls", "{call}", false, "mcpaspire_tool_calls", "")]
    [InlineData("wait.seconds", "s", false, "wait_seconds", "seconds")]
    [InlineData("cpu.utilization", "1", true, "cpu_utilization_ratio", "ratio")]
    [InlineData("cpu.count", "1", false, "cpu_count", "")]
    [InlineData("speed", "By/s", true, "speed_bytes_per_second", "bytes_per_second")]
    [InlineData("rate", "{request}/s", true, "rate_per_second", "per_second")]
    [InlineData("a.-b", null, false, "a_b", "")]
    [InlineData("9lives", "", false, "_9lives", "")]
    [InlineData("odd", "furlong", false, "odd_furlong", "furlong")]
    public void A_metric_gets_the_name_that_the_specification_gives_it(string name, string? unit, bool isGauge, string expected, string word) =>
        Assert.Equal((expected, word), PrometheusName.Of(name, unit, isGauge));
}
