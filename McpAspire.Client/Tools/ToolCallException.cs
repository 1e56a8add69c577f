namespace McpAspire.Client.Tools;

/// <summary>The tool was called and failed; the server says why.</summary>
internal sealed class ToolCallException(string tool, ToolError error) : Exception($"{tool} failed: {error.Message}")
{
    public string Tool { get; } = tool;

    public ToolError Error { get; } = error;
}
