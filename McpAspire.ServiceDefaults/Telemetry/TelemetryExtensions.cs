using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>Metrics, traces and exported logs.</summary>
public static class TelemetryExtensions
{
    /// <summary>The name of McpAspire's own meter and activity source.</summary>
    public const string MeterName = "McpAspire";

    /// <summary>The name of the MCP SDK's activity source and meter.</summary>
    public const string McpSdk = "Experimental.ModelContextProtocol";

    /// <summary>
    /// Collects metrics and traces, serves metrics on the port of <see cref="DiagnosticsOptions"/>, and exports logs, metrics and traces by
    /// OTLP if OTEL_EXPORTER_OTLP_ENDPOINT has a value. Otherwise nothing leaves the process.
    /// </summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOptions(new SettingsBinding<DiagnosticsOptions>(
            DiagnosticsOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new DiagnosticsOptionsValidator(),
        });
        var exports = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var name = builder.Environment.ApplicationName;
        var telemetry = builder.Services.AddOpenTelemetry()
            // The environment (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) overrides these.
            .ConfigureResource(resource => resource
                .AddService(name, serviceVersion: HealthEndpoints.ServiceVersion)
                .AddEnvironmentVariableDetector())
            .WithMetrics(static metrics => metrics
                .AddMeter(MeterName, McpSdk)
                .AddView(DurationViews.Of)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithTracing(tracing => tracing
                .AddProcessor<SpanRedaction>()
                .AddSource(MeterName, McpSdk)
                .SampleOnlyExported(exports || !string.IsNullOrEmpty(builder.Configuration["OTEL_TRACES_SAMPLER"]))
                // Excludes probes.
                .AddAspNetCoreInstrumentation(
                    static options => options.Filter = static context => !ProbePaths.Contains(context.Request.Path))
                .AddHttpClientInstrumentation());
        if (!string.IsNullOrEmpty(builder.Configuration["Diagnostics:Port"]))
        {
            telemetry.WithMetrics(static metrics => metrics.AddPrometheusExporter(static options => options.ScopeInfoEnabled = false));
            builder.Services.AddSingleton<IStartupFilter, MetricsPort>();
        }

        if (exports)
        {
            builder.AddRedactedRecords();
            telemetry.UseOtlpExporter();
            builder.Services.UsePrintableRecords();
        }
    }

    /// <summary>
    /// Without an exporter, spans are recorded only for callers that record the trace themselves; the context is propagated all the same.
    /// To add a processor, set OTEL_TRACES_SAMPLER to always_on.
    /// </summary>
    private static TracerProviderBuilder SampleOnlyExported(this TracerProviderBuilder tracing, bool samples) =>
        samples ? tracing : tracing.SetSampler(new ParentBasedSampler(new AlwaysOffSampler()));
}
