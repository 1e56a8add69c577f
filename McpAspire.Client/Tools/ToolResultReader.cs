using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Tools;

/// <summary>Reads a tool's answer: its structured content, or the error envelope.</summary>
internal static class ToolResultReader
{
    /// <exception cref="ToolCallException">The tool failed.</exception>
    /// <exception cref="UnreadableResultException">The answer is not what the contract promises.</exception>
    public static T Read<T>(string tool, CallToolResult result, JsonTypeInfo<T> type)
        where T : class
    {
        if (result.IsError is true)
        {
            throw new ToolCallException(tool, ReadError(tool, result));
        }

        if (result.StructuredContent is not { } content)
        {
            throw new UnreadableResultException(tool, "it has no structured content");
        }

        try
        {
            return content.Deserialize(type) ?? throw new UnreadableResultException(tool, "its structured content is null");
        }
        catch (JsonException exception)
        {
            throw new UnreadableResultException(tool, $"its structured content does not fit at {exception.Path ?? "$"}", exception);
        }
    }

    private static ToolError ReadError(string tool, CallToolResult result)
    {
        var text = result.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text ?? string.Empty;
        try
        {
            return JsonSerializer.Deserialize(text, ClientJsonContext.Default.ToolError) ?? throw new UnreadableResultException(tool, "it is an error without the error envelope");
        }
        catch (JsonException exception)
        {
            throw new UnreadableResultException(tool, "it is an error without the error envelope", exception);
        }
    }
}
