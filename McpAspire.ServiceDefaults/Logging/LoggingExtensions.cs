using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>How a service logs: to the console and by OpenTelemetry, both behind the same guard.</summary>
internal static class LoggingExtensions
{
    /// <summary>Logs one JSON object a line, in Development plain text; <c>Logging:Console:FormatterName</c> (json, simple, systemd) says it explicitly.</summary>
    public static void AddGuardedLogging(this IHostApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, GuardedLoggerFactory>());
        // The first formatter of a name is the one that is used; .NET's own has the name, too.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<ConsoleFormatter, JsonLineFormatter>());
        builder.Services.PostConfigure<ConsoleLoggerOptions>(options => options.FormatterName ??= isDevelopment ? ConsoleFormatterNames.Simple : ConsoleFormatterNames.Json);
        // Trace and span are fields of each line and of each record; as a scope they would be there twice.
        builder.Services.PostConfigure<LoggerFactoryOptions>(static options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, LogRules>();
        builder.Logging.AddOpenTelemetry(static logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
    }
}
