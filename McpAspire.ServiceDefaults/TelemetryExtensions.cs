using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Settings;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace McpAspire.ServiceDefaults;

/// <summary>Logs, metrics and traces by OpenTelemetry.</summary>
public static class TelemetryExtensions
{
    /// <summary>The name of the meter and of the activity source of McpAspire itself.</summary>
    public const string MeterName = "McpAspire";

    /// <summary>The log category of audit events: it is on whatever the log level is.</summary>
    public const string AuditCategory = "McpAspire.Audit";

    /// <summary>The name that the MCP SDK gives its activity source and its meter.</summary>
    public const string McpSdk = "Experimental.ModelContextProtocol";

    /// <summary>
    /// Collects logs, metrics and traces, and exports them by OTLP when the setting OTEL_EXPORTER_OTLP_ENDPOINT has a value. Without it nothing
    /// leaves the process.
    /// </summary>
    public static TBuilder AddTelemetry<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddRedactedConsole();

        builder.Services.AddSingleton<MetricsSource>();
        builder.Services.AddSingleton<DiagnosticsServer>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<DiagnosticsServer>());
        builder.Services.ConfigureOpenTelemetryMeterProvider(static (services, metrics) =>
        {
            if (services.GetRequiredService<IOptions<DiagnosticsOptions>>().ValueOrNull()?.Port is not null)
            {
                metrics.AddReader(services.GetRequiredService<MetricsSource>().Reader);
            }
        });

        var name = builder.Environment.ApplicationName;
        var telemetry = builder.Services.AddOpenTelemetry()
            // The environment (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) has the last word.
            .ConfigureResource(resource => resource.AddService(name, serviceVersion: HealthEndpoints.ServiceVersion).AddEnvironmentVariableDetector())
            .WithMetrics(static metrics => metrics
                .AddMeter(MeterName, McpSdk)
                .AddView(DurationViews.Of)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithTracing(tracing => tracing
                .AddProcessor<SpanRedaction>()
                .AddSource(MeterName, McpSdk)
                .RecordOnlyWhatIsExported(builder.Configuration)
                // The spans of probes would bury those of callers.
                .AddAspNetCoreInstrumentation(static options => options.Filter = static context => !ProbePaths.Contains(context.Request.Path))
                .AddHttpClientInstrumentation());
        if (Exports(builder.Configuration))
        {
            builder.AddRedactedRecords();
            telemetry.UseOtlpExporter();
        }

        return builder;
    }

    private static bool Exports(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    /// <summary>
    /// Where nothing is exported, spans are made only for callers who record the trace themselves: they are told on, as ever. Whoever adds a processor of his own
    /// sets OTEL_TRACES_SAMPLER, a setting of OpenTelemetry, to always_on.
    /// </summary>
    private static TracerProviderBuilder RecordOnlyWhatIsExported(this TracerProviderBuilder tracing, IConfiguration configuration) =>
        Exports(configuration) || !string.IsNullOrEmpty(configuration["OTEL_TRACES_SAMPLER"]) ? tracing : tracing.SetSampler(new ParentBasedSampler(new AlwaysOffSampler()));
}
