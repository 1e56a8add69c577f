using System.ComponentModel.DataAnnotations;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>The log level of a service.</summary>
public sealed class LoggingOptions : IOptionRules
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Service";

    /// <summary>The flat environment names of this section.</summary>
    internal static readonly SettingAlias[] Aliases = [new("LOG_LEVEL", "Service:LogLevel"), new("DEBUG", "Service:Debug")];

    private static readonly Dictionary<string, LogLevel> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TRACE"] = Microsoft.Extensions.Logging.LogLevel.Trace,
        ["DEBUG"] = Microsoft.Extensions.Logging.LogLevel.Debug,
        ["INFO"] = Microsoft.Extensions.Logging.LogLevel.Information,
        ["INFORMATION"] = Microsoft.Extensions.Logging.LogLevel.Information,
        ["WARN"] = Microsoft.Extensions.Logging.LogLevel.Warning,
        ["WARNING"] = Microsoft.Extensions.Logging.LogLevel.Warning,
        ["ERROR"] = Microsoft.Extensions.Logging.LogLevel.Error,
        ["CRITICAL"] = Microsoft.Extensions.Logging.LogLevel.Critical,
    };

    /// <summary>The minimum level (<c>LOG_LEVEL</c>).</summary>
    /// <value>
    /// Default: that of the <c>Logging</c> section, INFO. One of TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL; letter case does not matter.
    /// </value>
    public string? LogLevel { get; set; }

    /// <summary>Logs at DEBUG unless <see cref="LogLevel"/> is set (<c>DEBUG</c>).</summary>
    /// <value>Default false.</value>
    public bool Debug { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (LogLevel is not null && !Levels.ContainsKey(LogLevel))
        {
            yield return new ValidationResult("must be one of TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL", [nameof(LogLevel)]);
        }
    }

    /// <summary>The configured level; <see langword="null"/> if none is configured or its name is unknown.</summary>
    internal static LogLevel? MinimumLevel(IConfiguration configuration)
    {
        var written = configuration[$"{SectionName}:{nameof(LogLevel)}"];
        return string.IsNullOrEmpty(written)
            ? bool.TryParse(configuration[$"{SectionName}:{nameof(Debug)}"], out var debug) && debug
                ? Microsoft.Extensions.Logging.LogLevel.Debug
                : null
            : Levels.TryGetValue(written, out var level) ? level : null;
    }
}
