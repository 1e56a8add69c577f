using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Tools;

/// <summary>Reads a tool's result: its structured content, or the error envelope.</summary>
internal static class ToolResultReader
{
    /// <exception cref="ToolCallException">The tool failed.</exception>
    /// <exception cref="UnreadableResultException">The result violates the contract.</exception>
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
            throw new UnreadableResultException(
                tool, $"its structured content violates the contract at {exception.Path ?? "$"}", exception);
        }
    }

    /// <summary>The error of a failed tool; <see langword="null"/> if it is not the error envelope.</summary>
    public static ToolError? ErrorOrNull(CallToolResult result)
    {
        try
        {
            return ReadError(result);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ToolError ReadError(string tool, CallToolResult result)
    {
        const string Problem = "it is an error without the error envelope";
        try
        {
            return ReadError(result) ?? throw new UnreadableResultException(tool, Problem);
        }
        catch (JsonException exception)
        {
            throw new UnreadableResultException(tool, Problem, exception);
        }
    }

    /// <exception cref="JsonException">The text is not the error envelope.</exception>
    private static ToolError? ReadError(CallToolResult result) =>
        JsonSerializer.Deserialize(
            result.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text ?? string.Empty, ClientJsonContext.Default.ToolError);
}
