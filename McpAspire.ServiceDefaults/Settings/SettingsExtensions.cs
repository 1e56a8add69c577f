using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Settings by flat environment name, <c>.env</c> file and configuration section, all validated at startup.</summary>
public static class SettingsExtensions
{
    /// <summary>Whether <c>.env</c> is read. The AppHost sets false: it owns the programs' settings.</summary>
    private const string ReadDotEnv = "READ_DOTENV";

    /// <summary>
    /// Reads <c>.env</c> (never in Production; environment variables override it) and maps the flat names to their keys. A flat name
    /// overrides its key. A line that is not <c>NAME=value</c> fails startup.
    /// </summary>
    public static void AddSettings(this IHostApplicationBuilder builder, IReadOnlyList<SettingAlias> aliases)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var isRead = !builder.Environment.IsProduction()
            && !"false".Equals(builder.Configuration[ReadDotEnv], StringComparison.OrdinalIgnoreCase);
        if (isRead && DotEnvFile.Find(builder.Environment.ContentRootPath) is { } path)
        {
            builder.AddDotEnv(path);
        }

        builder.Configuration.AddInMemoryCollection(
            from alias in aliases
            let value = builder.Configuration[alias.EnvironmentName]
            where !string.IsNullOrEmpty(value)
            select KeyValuePair.Create(alias.Key, (string?)alias.ToConfigurationValue(value)));
        builder.Services.AddSingleton(aliases);
    }

    /// <summary>
    /// Binds <typeparamref name="TOptions"/> to its section; its annotations and <see cref="IOptionRules"/> are checked at startup.
    /// </summary>
    public static void AddOptions<TOptions>(this IHostApplicationBuilder builder, SettingsBinding<TOptions> binding)
        where TOptions : class, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(services => new SettingsReader<TOptions>(
            services, services.GetRequiredService<IConfiguration>(), binding, services.GetService<IReadOnlyList<SettingAlias>>() ?? []));
        builder.Services.AddSingleton<IConfigureOptions<TOptions>>(
            static services => services.GetRequiredService<SettingsReader<TOptions>>());
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(
            static services => services.GetRequiredService<SettingsReader<TOptions>>());
        builder.Services.AddOptionsWithValidateOnStart<TOptions>();
    }

    /// <summary>
    /// The options, or <see langword="null"/> if they are not valid. For code that runs before startup reports invalid settings, such as
    /// the web server's.
    /// </summary>
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

    private static void AddDotEnv(this IHostApplicationBuilder builder, string path)
    {
        try
        {
            var source = new MemoryConfigurationSource { InitialData = DotEnvFile.Read(path) };
            var sources = builder.Configuration.Sources;
            var environment = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault();
            sources.Insert(environment is null ? 0 : sources.IndexOf(environment), source);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            builder.Services.AddOptions<DotEnv>().Validate(static _ => false, exception.Message).ValidateOnStart();
        }
    }

    private sealed class DotEnv;
}
