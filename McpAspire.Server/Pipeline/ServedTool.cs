using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Pipeline;

/// <summary>
/// A tool as the server serves it, with what is done for every call around it. It is not done by filters of the SDK, which puts those together anew for each request.
/// </summary>
internal sealed class ServedTool(McpServerTool tool) : DelegatingMcpServerTool(tool)
{
    private readonly McpRequestHandler<CallToolRequestParams, CallToolResult> _call = tool.InvokeAsync;

    public override ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default) =>
        ToolTelemetryFilter.RunAsync(request, _call, cancellationToken);
}
