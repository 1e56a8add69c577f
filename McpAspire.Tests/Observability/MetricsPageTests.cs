using System.Net;

namespace McpAspire.Tests.Observability;

/// <summary>The metrics port, over real sockets.</summary>
[Trait("Category", "Integration")]
[Collection(ProcessMeters.Name)]
public sealed class MetricsPageTests
{
    private const string OpenMetrics = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    /// <summary>The names and labels that dashboards and rules use. Updates of the exporter must not change them.</summary>
    [Theory]
    [InlineData("*/*", "1", "text/plain")]
    [InlineData(OpenMetrics, "1.0", "application/openmetrics-text")]
    public async Task Series_have_these_names_and_labels(string accept, string bound, string type)
    {
        await using var host = await StartAsync();

        using var response = await host.SendAsync(accept: accept);

        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync(Cancellation)).Replace(
            "{}", "", StringComparison.Ordinal)
            .Split('\n');
        Assert.Equal(["test_calls_total{tool=\"a\"} 3"], SeriesOf(lines, "test_calls_total"));
        Assert.Equal(["test_active -2"], SeriesOf(lines, "test_active"));
        Assert.Equal(
            [
                "test_wait_seconds_bucket{kind_of=\"a\",le=\"0.5\"} 1",
                $"test_wait_seconds_bucket{{kind_of=\"a\",le=\"{bound}\"}} 2",
                "test_wait_seconds_bucket{kind_of=\"a\",le=\"+Inf\"} 3",
                "test_wait_seconds_sum{kind_of=\"a\"} 101",
                "test_wait_seconds_count{kind_of=\"a\"} 3",
            ],
            SeriesOf(lines, "test_wait_seconds_bucket").Concat(SeriesOf(lines, "test_wait_seconds_sum")).Concat(
                SeriesOf(lines, "test_wait_seconds_count")));
        Assert.Contains(
            lines,
            static line => line.StartsWith("target_info{", StringComparison.Ordinal) && line.Contains(
                "service_name=\"Tests\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prometheus_can_parse_it()
    {
        await using var host = await StartAsync();
        using var probe = await host.SendAsync("/health/live", address: host.Addresses[0]);

        var (exitCode, text) = await Promtool.CheckMetricsAsync(await host.GetAsync());

        // 3 is advice on names, which .NET and OpenTelemetry define.
        Assert.True(exitCode is 0 or 3, text);
        Assert.DoesNotContain("error while linting", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("POST", "/mcp", HttpStatusCode.NotFound)]
    [InlineData("GET", "/health", HttpStatusCode.NotFound)]
    [InlineData("GET", "/health/live", HttpStatusCode.NotFound)]
    [InlineData("GET", "/metrics/x", HttpStatusCode.NotFound)]
    [InlineData("POST", "/metrics", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/metrics", HttpStatusCode.OK)]
    public async Task The_metrics_port_serves_nothing_else(string method, string path, HttpStatusCode status)
    {
        await using var host = await StartAsync();

        using var response = await host.SendAsync(path, method: method);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_public_port_has_no_metrics()
    {
        await using var host = await StartAsync();

        using var metrics = await host.SendAsync(address: host.Addresses[0]);
        using var health = await host.SendAsync("/health/live", address: host.Addresses[0]);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (metrics.StatusCode, health.StatusCode));
        Assert.False(health.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("Development", "127.0.0.1")]
    [InlineData("Production", "0.0.0.0")]
    public async Task The_port_is_open_to_other_machines_in_Production_only(string environment, string address)
    {
        await using var host = await MetricsHost.StartAsync(environment, ("DIAGNOSTICS_PORT", "0"));

        Assert.Equal(address, host.Addresses[^1].Host);
    }

    [Fact]
    public async Task Without_a_port_there_is_no_endpoint()
    {
        await using var host = await MetricsHost.StartAsync();

        using var response = await host.SendAsync();

        Assert.Equal((1, HttpStatusCode.NotFound), (host.Addresses.Count, response.StatusCode));
    }

    [Fact]
    public async Task A_scrape_is_not_counted_as_a_request()
    {
        await using var host = await StartAsync();
        using var first = await host.SendAsync();

        using var other = await host.SendAsync("/nothing");

        Assert.DoesNotContain("http_server_request_duration", await host.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Excess_label_values_are_aggregated()
    {
        await using var host = await StartAsync();
        var histogram = host.Meter.CreateHistogram<double>("mcp.client.operation.duration", "s");
        for (var number = 0; number < 5000; number++)
        {
            histogram.Record(0.1, new("mcp.method.name", $"method-{number}"), new("mcp.session.id", $"{number}"));
        }

        var series = SeriesOf((await host.GetAsync()).Split('\n'), "mcp_client_operation_duration_seconds_count");

        Assert.InRange(series.Length, 100, 501);
        Assert.Contains(series, static line => line.Contains("otel_metric_overflow=\"true\"", StringComparison.Ordinal));
        Assert.DoesNotContain(series, static line => line.Contains("session", StringComparison.Ordinal));
    }

    private static string[] SeriesOf(string[] lines, string name) =>
        [.. lines.Where(line => line.StartsWith(name, StringComparison.Ordinal))];

    private static async Task<MetricsHost> StartAsync()
    {
        var host = await MetricsHost.StartAsync(("DIAGNOSTICS_PORT", "0"));
        host.Meter.CreateCounter<long>("test.calls", "{call}", "Calls.").Add(3, new KeyValuePair<string, object?>("tool", "a"));
        host.Meter.CreateUpDownCounter<long>("test.active", "{call}", "In flight.").Add(-2);
        var wait = host.Meter.CreateHistogram<double>("test.wait", "s", "Wait.", [], new() { HistogramBucketBoundaries = [0.5, 1] });
        Array.ForEach([0.2, 0.8, 100], seconds => wait.Record(seconds, new KeyValuePair<string, object?>("kind.of", "a")));
        return host;
    }
}
