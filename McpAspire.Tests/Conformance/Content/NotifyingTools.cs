using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

#pragma warning disable MCP9005 // Sampling, roots and log messages are deprecated from 2026-07-28 on; the suite asks for them all the same.

/// <summary>Tools that tell of themselves while they run.</summary>
internal static class NotifyingTools
{
    public static IEnumerable<McpServerTool> All { get; } =
    [
        new FixtureTool("test_tool_with_progress", "Reports progress three times.", ReportAsync),
        new FixtureTool("test_tool_with_logging", "Sends three log messages.", LogAsync),
    ];

    private static async ValueTask<CallToolResult> ReportAsync(RequestContext<CallToolRequestParams> context, CancellationToken cancellationToken)
    {
        if (context.Params.ProgressToken is { } token)
        {
            foreach (var done in (int[])[0, 50, 100])
            {
                await context.Server.NotifyProgressAsync(token, new() { Progress = done, Total = 100 }, cancellationToken: cancellationToken);
            }
        }

        return FixtureTool.Text("Reported progress.");
    }

    /// <summary>Revision 2025-11-25 lets a server that was told no level choose which messages to send; nothing remembers a level from request to request.</summary>
    private static async ValueTask<CallToolResult> LogAsync(RequestContext<CallToolRequestParams> context, CancellationToken cancellationToken)
    {
        foreach (var message in (string[])["Tool execution started", "Tool processing data", "Tool execution completed"])
        {
            await context.Server.SendNotificationAsync(
                NotificationMethods.LoggingMessageNotification,
                new LoggingMessageNotificationParams { Level = LoggingLevel.Info, Logger = "conformance", Data = JsonSerializer.SerializeToElement(message) },
                cancellationToken: cancellationToken);
        }

        return FixtureTool.Text("Sent log messages.");
    }
}
