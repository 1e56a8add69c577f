using System.Net;

namespace McpAspire.Tests.Observability;

/// <summary>What Prometheus gets.</summary>
[Trait("Category", "Integration")]
public sealed class MetricsPageTests
{
    private const string OpenMetrics = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    [Fact]
    public async Task Each_kind_of_instrument_is_written_in_the_text_format()
    {
        await using var host = await StartAsync();

        var lines = (await host.GetAsync()).Split('\n');

        Assert.Equal(
            [
                "# HELP test_calls_total Calls with a \\\\ and\\na line, \"quoted\".",
                "# TYPE test_calls_total counter",
                "test_calls_total{a_b=\"2;1\",text=\"\\\"\\\\\\n\"} 3",
            ],
            LinesOf(lines, "test_calls"));
        Assert.Equal(["# HELP test_active Under way.", "# TYPE test_active gauge", "test_active -2"], LinesOf(lines, "test_active"));
        Assert.Equal(["# TYPE test_level_ratio gauge", "test_level_ratio 0.25"], LinesOf(lines, "test_level"));
        Assert.Equal(
            [
                "# HELP test_wait_seconds How long.",
                "# TYPE test_wait_seconds histogram",
                "test_wait_seconds_bucket{kind=\"a\",le=\"0.5\"} 1",
                "test_wait_seconds_bucket{kind=\"a\",le=\"1.0\"} 2",
                "test_wait_seconds_bucket{kind=\"a\",le=\"+Inf\"} 3",
                "test_wait_seconds_sum{kind=\"a\"} 101",
                "test_wait_seconds_count{kind=\"a\"} 3",
            ],
            LinesOf(lines, "test_wait"));
        Assert.Contains("# TYPE target_info gauge", lines);
        Assert.Contains(lines, line => line.StartsWith("target_info{", StringComparison.Ordinal) && line.Contains("service_name=\"Tests\"", StringComparison.Ordinal) && line.EndsWith("} 1", StringComparison.Ordinal));
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public async Task OpenMetrics_differs_where_its_specification_does()
    {
        await using var host = await StartAsync();

        var lines = (await host.GetAsync(OpenMetrics)).Split('\n');

        Assert.Equal(
            [
                "# HELP test_calls Calls with a \\\\ and\\na line, \\\"quoted\\\".",
                "# TYPE test_calls counter",
                "test_calls_total{a_b=\"2;1\",text=\"\\\"\\\\\\n\"} 3",
            ],
            LinesOf(lines, "test_calls"));
        Assert.Contains("# UNIT test_wait_seconds seconds", lines);
        Assert.Contains("# TYPE target info", lines);
        Assert.Equal(["# EOF", ""], lines[^2..]);
    }

    [Fact]
    public async Task Prometheus_itself_can_read_it()
    {
        await using var host = await StartAsync();
        using var probe = await host.CreatePublicClient().GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);

        var (exitCode, text) = await Promtool.CheckMetricsAsync(await host.GetAsync());

        // 3 is advice on names, which are those of .NET and OpenTelemetry.
        Assert.True(exitCode is 0 or 3, text);
        Assert.DoesNotContain("error while linting", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("*/*", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("text/html", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("not a type", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text;q=0", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text;q=0.1,text/plain", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text", "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData(OpenMetrics, "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    public async Task The_format_is_the_one_that_is_asked_for(string? accept, string type)
    {
        await using var host = await StartAsync();

        using var answer = await host.SendAsync(accept: accept);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/health", HttpStatusCode.NotFound)]
    [InlineData("GET", "/metrics/x", HttpStatusCode.NotFound)]
    [InlineData("POST", "/metrics", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/metrics", HttpStatusCode.OK)]
    public async Task The_port_has_nothing_else(string method, string path, HttpStatusCode status)
    {
        await using var host = await StartAsync();

        using var answer = await host.SendAsync(path, method: method);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_public_port_has_no_metrics()
    {
        await using var host = await StartAsync();
        using var client = host.CreatePublicClient();

        using var answer = await client.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_port_there_is_no_endpoint()
    {
        await using var host = await MetricsHost.StartAsync();

        Assert.Null(host.Address);
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
    public async Task Fifty_scrapes_at_once_collect_once()
    {
        await using var host = await StartAsync(("unused", ""));

        var pages = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Source.CollectAsync()));

        Assert.Equal(1, host.Source.Collections);
        Assert.All(pages, page => Assert.Same(pages[0], page));
    }

    [Fact]
    public async Task Too_many_label_values_are_counted_together()
    {
        await using var host = await StartAsync();
        var counter = host.Meter.CreateHistogram<double>("mcp.client.operation.duration", "s");
        for (var number = 0; number < 5000; number++)
        {
            counter.Record(0.1, new("mcp.method.name", $"method-{number}"), new("mcp.session.id", $"{number}"));
        }

        var series = (await host.GetAsync()).Split('\n').Where(line => line.StartsWith("mcp_client_operation_duration_seconds_count", StringComparison.Ordinal)).ToList();

        Assert.InRange(series.Count, 100, 501);
        Assert.Contains(series, line => line.Contains("otel_metric_overflow=\"true\"", StringComparison.Ordinal));
        Assert.DoesNotContain(series, line => line.Contains("session", StringComparison.Ordinal));
    }

    private static string[] LinesOf(string[] lines, string name) => [.. lines.Where(line => line.Contains(name, StringComparison.Ordinal))];

    private static async Task<MetricsHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = await MetricsHost.StartAsync([("DIAGNOSTICS_PORT", "0"), .. settings]);
        host.Meter.CreateCounter<long>("test.calls", "{call}", "Calls with a \\ and\na line, \"quoted\".").Add(3, new("a.b", 1), new("a-b", 2), new("text", "\"\\\n"));
        host.Meter.CreateUpDownCounter<long>("test.active", "{call}", "Under way.").Add(-2);
        host.Meter.CreateGauge<double>("test.level", "1").Record(0.25);
        var wait = host.Meter.CreateHistogram<double>("test.wait", "s", "How long.", [], new() { HistogramBucketBoundaries = [0.5, 1] });
        Array.ForEach([0.2, 0.8, 100], seconds => wait.Record(seconds, new KeyValuePair<string, object?>("kind", "a")));
        return host;
    }
}
