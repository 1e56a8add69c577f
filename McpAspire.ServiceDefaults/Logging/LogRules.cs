using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>
/// Log levels that settings cannot change: the audit log is always on, and libraries do not log what callers sent. At Trace, the MCP SDK
/// logs whole messages. Below Warning, ASP.NET Core's hosting and HttpClient log addresses, whose paths contain ids of persons, and
/// HttpClient logs all headers: their values (tokens) are masked in the text but not in the fields that OpenTelemetry exports. Spans and
/// metrics carry the rest of that information.
/// </summary>
internal sealed class LogRules : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly (string Category, LogLevel Min)[] Limits =
    [
        ("ModelContextProtocol", LogLevel.Debug),
        ("System.Net.Http.HttpClient", LogLevel.Warning),
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // The default of categories that no setting names; later rules take precedence.
        options.Rules.Insert(0, new LoggerFilterRule(null, null, options.MinLevel, null));
        for (var index = 0; index < options.Rules.Count; index++)
        {
            if (options.Rules[index] is { LogLevel: null or < LogLevel.Warning } rule)
            {
                options.Rules[index] =
                    new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                    level >= MinOf(category) && (rule.Filter?.Invoke(provider, category, level) ?? true));
            }
        }

        // Rules of one provider take precedence over those of all providers, whatever their categories.
        foreach (var provider in options.Rules.Select(static rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            options.Rules.Add(new LoggerFilterRule(provider, LogCategories.Audit, LogLevel.Information, null));
        }
    }

    private static LogLevel MinOf(string? category) =>
        category is null ? LogLevel.Trace : Array.Find(Limits, limit => category.StartsWith(limit.Category, StringComparison.Ordinal)).Min;
}
