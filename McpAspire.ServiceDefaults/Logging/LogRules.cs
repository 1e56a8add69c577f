using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>
/// What the settings cannot change: the audit log is always on, and libraries do not log what callers sent. At Trace, the MCP SDK logs whole messages, with
/// what tools were asked and answered; below Warning, ASP.NET Core's hosting and HttpClient log addresses, in whose paths ids of persons are, and HttpClient all
/// headers, whose values (tokens) are masked in the text but not in the fields that OpenTelemetry exports. Spans and metrics have the rest of it.
/// </summary>
internal sealed class LogRules : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly (string Category, LogLevel Lowest)[] Limits =
    [
        ("ModelContextProtocol", LogLevel.Debug),
        ("System.Net.Http.HttpClient", LogLevel.Warning),
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // For what no setting names; what comes later goes before it.
        options.Rules.Insert(0, new LoggerFilterRule(null, null, options.MinLevel, null));
        for (var index = 0; index < options.Rules.Count; index++)
        {
            if (options.Rules[index] is { LogLevel: null or < LogLevel.Warning } rule)
            {
                options.Rules[index] = new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                    level >= LowestOf(category) && (rule.Filter?.Invoke(provider, category, level) ?? true));
            }
        }

        // A rule for one provider goes before one for all, whatever their categories.
        foreach (var provider in options.Rules.Select(static rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            options.Rules.Add(new LoggerFilterRule(provider, TelemetryExtensions.AuditCategory, LogLevel.Information, null));
        }
    }

    private static LogLevel LowestOf(string? category) =>
        category is null ? LogLevel.Trace : Array.Find(Limits, limit => category.StartsWith(limit.Category, StringComparison.Ordinal)).Lowest;
}
