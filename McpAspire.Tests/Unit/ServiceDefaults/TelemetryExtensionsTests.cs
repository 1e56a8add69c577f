using System.Diagnostics;
using System.Diagnostics.Metrics;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace McpAspire.Tests.Unit.ServiceDefaults;

public sealed class TelemetryExtensionsTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("http://localhost:4317", true)]
    public void Exports_only_to_a_configured_endpoint(string? endpoint, bool exports)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)]);
        builder.AddTelemetry();
        Assert.Equal(exports, builder.Services.Any(service => service.ServiceType.FullName!.Contains("Otlp", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("9464", true)]
    public void Collects_for_Prometheus_only_with_a_port(string? port, bool collects)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Diagnostics:Port", port)]);
        builder.AddTelemetry();
        Assert.Equal(collects, builder.Services.Any(static service => service.ImplementationType == typeof(MetricsPort)));
    }

    [Fact]
    public async Task Traces_requests_by_route_but_not_probes_and_scrapes()
    {
        using var spans = new RecordedSpans();
        await using var app = await StartAsync(
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(spans)));
        using var client = app.GetTestClient();
        var trace = ActivityTraceId.CreateRandom();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        foreach (var path in new[] { "/health", "/health/live", "/mcp/health/ready", "/metrics", "/users/ada?token=secret" })
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        }

        var span = await spans.WaitForAsync(span => span.TraceId == trace);
        Assert.Equal("GET /users/{id}", span.DisplayName);
        Assert.Equal("/users/{id}", span.GetTagItem("http.route"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal("/users/*", span.GetTagItem("url.path"));
        Assert.Null(span.GetTagItem("url.query"));
        Assert.DoesNotContain(spans.Paths, path => path.Contains("health", StringComparison.Ordinal) || path == "/metrics");
    }

    [Fact]
    public async Task Traces_only_the_MCP_SDK_and_listed_sources()
    {
        using var spans = new RecordedSpans();
        await using var app = await StartAsync(
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(spans)));
        using var sdk = new ActivitySource("Experimental.ModelContextProtocol");
        using var other = new ActivitySource($"Other.{Guid.NewGuid()}");
        Assert.NotNull(StartAndStop(sdk));
        Assert.Null(StartAndStop(other));
    }

    [Theory]
    [InlineData("01", true)]
    [InlineData("00", false)]
    public async Task Without_an_exporter_only_traces_that_the_caller_records_are_recorded(string flags, bool recorded)
    {
        using var spans = new RecordedSpans();
        await using var app = await StartAsync(
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(spans)), sampler: null);
        using var sdk = new ActivitySource("Experimental.ModelContextProtocol");
        var parent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-{flags}";

        Assert.Equal(recorded, StartAndStop(sdk, parent)?.Recorded ?? false);
    }

    [Theory]
    [InlineData("McpAspire", true)]
    [InlineData("Experimental.ModelContextProtocol", true)]
    [InlineData("System.Net.Http", true)]
    [InlineData("Microsoft.AspNetCore.Hosting", true)]
    [InlineData("System.Runtime", true)]
    [InlineData("Some.Other.Meter", false)]
    public async Task Collects_only_the_listed_meters(string meterName, bool collected)
    {
        var exporter = new RecordedMetrics();
        using var reader = new BaseExportingMetricReader(exporter);
        await using var app = await StartAsync(
            builder => builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddReader(reader)));
        using var meter = new Meter(meterName);
        meter.CreateCounter<int>("mcpaspire.test").Add(1);
        Assert.True(app.Services.GetRequiredService<MeterProvider>().ForceFlush());
        Assert.Equal(collected, exporter.Names.Contains($"{meterName}/mcpaspire.test"));
    }

    [Theory]
    [InlineData("Experimental.ModelContextProtocol", null)]
    [InlineData("Other", "failed for [email]")]
    public void The_status_of_a_span_has_no_text_of_a_caller(string source, string? description)
    {
        using var activities = new ActivitySource(source);
        using var listener = new ActivityListener
        {
            ShouldListenTo = listened => listened == activities,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var span = activities.StartActivity("work")!.SetStatus(ActivityStatusCode.Error, "failed for ada@example.com");
        using var redaction = new SpanRedaction();

        redaction.OnEnd(span);

        Assert.Equal((ActivityStatusCode.Error, description), (span.Status, span.StatusDescription));
    }

    private static Activity? StartAndStop(ActivitySource source, string? parent = null)
    {
        using var activity = source.StartActivity("work", ActivityKind.Internal, parent);
        return activity;
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> configure, string? sampler = "always_on")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["OTEL_TRACES_SAMPLER"] = sampler;
        builder.AddServiceDefaults();
        configure(builder);
        var app = builder.Build();
        app.MapHealthEndpoints();
        app.MapGet("/users/{id}", (string id) => id);
        await app.StartAsync(Cancellation);
        return app;
    }
}
