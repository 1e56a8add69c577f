using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Settings by flat environment name, by <c>.env</c> file and by configuration section, all checked before the service starts.</summary>
public static class SettingsExtensions
{
    /// <summary>
    /// Reads <c>.env</c> (never in Production; the environment wins over it), maps the flat names of <paramref name="aliases"/> and of
    /// <see cref="LoggingOptions"/> to their keys, and sets the log level. A flat name wins over its key.
    /// </summary>
    /// <exception cref="FormatException">The <c>.env</c> file has a line that is not <c>NAME=value</c>.</exception>
    public static void AddSettings(this IHostApplicationBuilder builder, IReadOnlyList<SettingAlias> aliases)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var path = Path.Combine(builder.Environment.ContentRootPath, DotEnvFile.FileName);
        if (!builder.Environment.IsProduction() && File.Exists(path))
        {
            var sources = builder.Configuration.Sources;
            var environment = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault();
            sources.Insert(environment is null ? 0 : sources.IndexOf(environment), new MemoryConfigurationSource { InitialData = DotEnvFile.Read(path) });
        }

        SettingAlias[] all = [.. LoggingOptions.Aliases, .. ReadinessOptions.Aliases, .. DiagnosticsOptions.Aliases, .. aliases];
        builder.Configuration.AddInMemoryCollection(
            from alias in all
            let value = builder.Configuration[alias.EnvironmentName]
            where !string.IsNullOrEmpty(value)
            select KeyValuePair.Create(alias.Key, (string?)alias.ToConfigurationValue(value)));
        builder.Services.AddSingleton<IReadOnlyList<SettingAlias>>(all);
        builder.AddOptions<LoggingOptions>(LoggingOptions.SectionName);
        builder.AddOptions<ReadinessOptions>(ReadinessOptions.SectionName);
        builder.AddOptions<DiagnosticsOptions>(DiagnosticsOptions.SectionName);

        var level = LoggingOptions.MinimumLevel(builder.Configuration);
        if (level is not null)
        {
            builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", level.ToString())]);
        }
    }

    /// <summary>For what is made before the start checks the settings, such as the web server: the options, or <see langword="null"/> if they are wrong, which that check reports.</summary>
    public static TOptions? ValueOrNull<TOptions>(this IOptions<TOptions> options)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return options.Value;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    /// <summary>Binds <typeparamref name="TOptions"/> to <paramref name="section"/>; its annotations and its own validation are checked at start.</summary>
    public static void AddOptions<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(services => new SettingsReader<TOptions>(services, services.GetRequiredService<IConfiguration>(), section, services.GetRequiredService<IReadOnlyList<SettingAlias>>()));
        builder.Services.AddSingleton<IConfigureOptions<TOptions>>(services => services.GetRequiredService<SettingsReader<TOptions>>());
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(services => services.GetRequiredService<SettingsReader<TOptions>>());
        builder.Services.AddOptionsWithValidateOnStart<TOptions>();
    }
}
