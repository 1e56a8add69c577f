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
        builder.Services.AddSingleton<JsonLineFormatter>();
        builder.Services.AddJsonConsole();
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

    /// <summary>Puts a console that writes JSON in the place of .NET's, which has the other forms; where there is no console, there is none of either.</summary>
    private static void AddJsonConsole(this IServiceCollection services)
    {
        if (services.FirstOrDefault(static service => service.ImplementationType == typeof(ConsoleLoggerProvider)) is { } console)
        {
            services.Remove(console);
            services.AddSingleton<ILoggerProvider>(static services =>
                services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>() is { CurrentValue.FormatterName: not ConsoleFormatterNames.Json } options
                    ? new ConsoleLoggerProvider(options, services.GetServices<ConsoleFormatter>())
                    : new JsonConsoleProvider(services.GetRequiredService<JsonLineFormatter>()));
        }
    }
}
