using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>
/// Keeps two libraries from logging at Trace, whatever the settings say, because of what they log there: the MCP SDK whole messages, with what tools were
/// asked and answered, and HttpClient all headers, whose values (tokens) are masked in the text but not in the fields that OpenTelemetry exports.
/// </summary>
internal sealed class MessageLogs : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Categories = ["ModelContextProtocol", "System.Net.Http.HttpClient"];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        for (var index = 0; index < options.Rules.Count; index++)
        {
            if (options.Rules[index] is { LogLevel: null or LogLevel.Trace } rule)
            {
                options.Rules[index] = new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                    !(level == LogLevel.Trace && IsOneOf(category)) && (rule.Filter?.Invoke(provider, category, level) ?? true));
            }
        }
    }

    private static bool IsOneOf(string? category) => category is not null && Array.Exists(Categories, one => category.StartsWith(one, StringComparison.Ordinal));
}
