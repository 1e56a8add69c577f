using Microsoft.Extensions.Logging;

namespace McpAspire.LogBench;

/// <summary>The event that is measured, as the server has it.</summary>
internal static partial class Log
{
    [LoggerMessage(3, LogLevel.Warning, "{Tool} failed: {Code}, {Reason}, backend status {Status}")]
    public static partial void BackendFailed(ILogger logger, string? tool, string code, string? reason, int? status);
}
