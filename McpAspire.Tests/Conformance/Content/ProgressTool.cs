using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

/// <summary>A tool that reports progress while it runs.</summary>
internal static class ProgressTool
{
    public static IEnumerable<McpServerTool> All { get; } = [
        new FixtureTool("test_tool_with_progress", "Reports progress three times.", ReportAsync)];

    private static async ValueTask<CallToolResult> ReportAsync(
        RequestContext<CallToolRequestParams> context, CancellationToken cancellationToken)
    {
        if (context.Params.ProgressToken is { } token)
        {
            foreach (var done in (int[])[0, 50, 100])
            {
                await context.Server.NotifyProgressAsync(
                    token, new() { Progress = done, Total = 100 }, cancellationToken: cancellationToken);
            }
        }

        return FixtureTool.Text("Reported progress.");
    }
}
