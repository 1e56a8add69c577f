using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

/// <summary>Tools that return each kind of content, and one that fails.</summary>
internal static class ContentTools
{
    public static IEnumerable<McpServerTool> All { get; } =
    [
        new FixtureTool("test_simple_text", "Answers text.", new TextContentBlock { Text = "This is a simple text response for testing." }),
        new FixtureTool("test_image_content", "Answers an image.", ImageContentBlock.FromBytes(SampleMedia.Png, "image/png")),
        new FixtureTool("test_audio_content", "Answers a sound.", AudioContentBlock.FromBytes(SampleMedia.Wav, "audio/wav")),
        new FixtureTool(
            "test_embedded_resource", "Answers a resource.",
            Embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        new FixtureTool(
            "test_multiple_content_types",
            "Answers text, an image and a resource.",
            new TextContentBlock { Text = "Multiple content types test:" },
            ImageContentBlock.FromBytes(SampleMedia.Png, "image/png"),
            Embedded("test://mixed-content-resource", "application/json", /*lang=json,strict*/ """{"test":"data","value":123}""")),
        new FixtureTool("test_error_handling", "Fails.", Fail),
    ];

    private static EmbeddedResourceBlock Embedded(string uri, string type, string text) =>
        new() { Resource = new TextResourceContents { Uri = uri, MimeType = type, Text = text } };

    private static CallToolResult Fail(RequestContext<CallToolRequestParams> context) =>
        throw new InvalidOperationException("This tool intentionally returns an error for testing");
}
