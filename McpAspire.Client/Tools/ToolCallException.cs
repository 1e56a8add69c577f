namespace McpAspire.Client.Tools;

/// <summary>The tool returned an error.</summary>
internal sealed class ToolCallException(string tool, ToolError error) : Exception($"{tool} failed: {error.Message}")
{
    public string Tool { get; } = tool;

    public ToolError Error { get; } = error;
}
