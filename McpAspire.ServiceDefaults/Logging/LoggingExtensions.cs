using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>Console and OpenTelemetry logging, both redacted.</summary>
internal static class LoggingExtensions
{
    /// <summary>Adds the log level's settings and the redacted console.</summary>
    public static void AddLogs(this IHostApplicationBuilder builder)
    {
        builder.AddOptions(
            new SettingsBinding<LoggingOptions>(LoggingOptions.SectionName, static (section, options) => section.Bind(options)));
        if (LoggingOptions.MinimumLevel(builder.Configuration) is { } level)
        {
            builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", level.ToString())]);
        }

        builder.AddRedactedConsole();
    }

    /// <summary>
    /// Logs JSON lines, in Development plain text; <c>Logging:Console:FormatterName</c> (json, simple, systemd) overrides that.
    /// </summary>
    public static void AddRedactedConsole(this IHostApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, LogRules>();
        // Trace and span are fields of each line and record already.
        builder.Services.PostConfigure<LoggerFactoryOptions>(
            static options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Services.ReplaceDefaultProviders();
        builder.Services.PostConfigure<ConsoleLoggerOptions>(options =>
            options.FormatterName ??= isDevelopment ? ConsoleFormatterNames.Simple : ConsoleFormatterNames.Json);
    }

    /// <summary>Logs by OpenTelemetry. Records are redacted before the exporter and processors that are added later.</summary>
    public static void AddRedactedRecords(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<IExternalScopeProvider, LoggerExternalScopeProvider>();
        builder.Services.AddSingleton<LogRecordRedaction>();
        builder.Logging.AddOpenTelemetry(static logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.AddProcessor(static services => services.GetRequiredService<LogRecordRedaction>());
        });
    }

    /// <summary>Replaces the provider that OpenTelemetry has registered. Call this last: OpenTelemetry would register it again.</summary>
    public static void UsePrintableRecords(this IServiceCollection services)
    {
        var provider = services.Single(static service => service.ServiceType == typeof(ILoggerProvider)
            && service.ImplementationFactory?.GetType().GenericTypeArguments[^1] == typeof(OpenTelemetryLoggerProvider));
        services.Remove(provider);
        services.AddSingleton<ILoggerProvider>(services =>
            new PrintableRecords((OpenTelemetryLoggerProvider)provider.ImplementationFactory!(services)));
    }

    /// <summary>
    /// Redacts the default console provider, and removes the other default providers, which write unredacted events for debuggers and
    /// tracers.
    /// </summary>
    private static void ReplaceDefaultProviders(this IServiceCollection services)
    {
        services.AddSingleton<ConsoleFormatter, JsonLineFormatter>();
        foreach (var provider in services.Where(IsDefaultProvider).ToList())
        {
            services.Remove(provider);
            if (provider.ImplementationType == typeof(ConsoleLoggerProvider))
            {
                services.AddSingleton<ILoggerProvider>(static services => new ConsoleLoggerProvider(
                    services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>(),
                    // The first formatter of a name is used: ours instead of .NET's JSON.
                    services.GetServices<ConsoleFormatter>().OrderBy(static formatter => formatter is not JsonLineFormatter)
                        .Select(static formatter => formatter is JsonLineFormatter ? formatter : new RedactedTextFormatter(formatter))));
            }
        }
    }

    private static bool IsDefaultProvider(ServiceDescriptor service) =>
        service.ServiceType == typeof(ILoggerProvider)
            && service.ImplementationType?.Namespace?.StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal) is true;
}
