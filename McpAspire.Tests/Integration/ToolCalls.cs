using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Integration;

/// <summary>Calls tools with arguments as JSON text.</summary>
internal static class ToolCalls
{
    public static ValueTask<CallToolResult> CallAsync(this McpClient client, string tool, string arguments) =>
        client.CallToolAsync(
            tool,
            JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments)!.ToDictionary(
                pair => pair.Key, object? (pair) => pair.Value),
            cancellationToken: Cancellation);

    /// <summary>The structured content of a call that must succeed.</summary>
    public static async Task<JsonElement> CallOkAsync(this McpClient client, string tool, string arguments)
    {
        var result = await client.CallAsync(tool, arguments);
        Assert.False(result.IsError ?? false, Text(result));
        var content = Assert.NotNull(result.StructuredContent);
        Assert.True(JsonElement.DeepEquals(content, JsonElement.Parse(Text(result))), "The text is not the structured content.");
        return content;
    }

    /// <summary>The error envelope of a call that must fail.</summary>
    public static async Task<JsonElement> CallFailsAsync(this McpClient client, string tool, string arguments)
    {
        var result = await client.CallAsync(tool, arguments);
        Assert.True(result.IsError, Text(result));
        Assert.Null(result.StructuredContent);
        return JsonElement.Parse(Text(result));
    }

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
}
