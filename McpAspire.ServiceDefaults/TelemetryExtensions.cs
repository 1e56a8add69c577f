using McpAspire.ServiceDefaults.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace McpAspire.ServiceDefaults;

/// <summary>Logs, metrics and traces by OpenTelemetry.</summary>
public static class TelemetryExtensions
{
    /// <summary>The name of the meter and of the activity source of McpAspire itself.</summary>
    public const string MeterName = "McpAspire";

    // The name that the MCP SDK gives its ActivitySource and its Meter.
    private const string McpSdk = "Experimental.ModelContextProtocol";

    /// <summary>
    /// Collects logs, metrics and traces, and exports them by OTLP when the setting OTEL_EXPORTER_OTLP_ENDPOINT has a value. Without it nothing
    /// leaves the process.
    /// </summary>
    public static TBuilder AddTelemetry<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.AddOpenTelemetry(static logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, MessageLogs>();

        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(static metrics => metrics
                .AddMeter(MeterName, McpSdk)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithTracing(static tracing => tracing
                .AddSource(MeterName, McpSdk)
                // The spans of probes would bury those of callers.
                .AddAspNetCoreInstrumentation(static options => options.Filter = static context => !ProbePaths.Contains(context.Request.Path))
                .AddHttpClientInstrumentation());
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }

        return builder;
    }
}
