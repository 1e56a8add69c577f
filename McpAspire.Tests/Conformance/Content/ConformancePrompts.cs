using System.ComponentModel;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

/// <summary>The prompts that the suite asks for.</summary>
internal sealed class ConformancePrompts
{
    [McpServerPrompt(Name = "test_simple_prompt"), Description("Has no arguments.")]
    public static PromptMessage Simple() => Text("This is a simple prompt for testing.");

    [McpServerPrompt(Name = "test_prompt_with_arguments"), Description("Repeats its arguments.")]
    public static PromptMessage WithArguments([Description("First test argument")] string arg1, [Description("Second test argument")] string arg2) =>
        Text($"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'");

    [McpServerPrompt(Name = "test_prompt_with_embedded_resource"), Description("Holds a resource.")]
    public static PromptMessage[] WithResource([Description("URI of the resource to embed")] string resourceUri) =>
    [
        Message(new EmbeddedResourceBlock { Resource = new TextResourceContents { Uri = resourceUri, MimeType = "text/plain", Text = "Embedded resource content for testing." } }),
        Text("Please process the embedded resource above."),
    ];

    [McpServerPrompt(Name = "test_prompt_with_image"), Description("Holds an image.")]
    public static PromptMessage[] WithImage() => [Message(ImageContentBlock.FromBytes(SampleMedia.Png, "image/png")), Text("Please analyze the image above.")];

    [McpServerPrompt(Name = "test_input_required_result_prompt"), Description("Needs the user's answer.")]
    public static PromptMessage WithUserInput(RequestContext<GetPromptRequestParams> context) =>
        UserInput.TryRead(context.Params.InputResponses, "user_context", "context", out var answer)
            ? Text($"Use this context: {answer}")
            : throw UserInput.Required(UserInput.Question("user_context", "What context should the prompt use?", "context"));

    private static PromptMessage Text(string text) => Message(new TextContentBlock { Text = text });

    private static PromptMessage Message(ContentBlock content) => new() { Role = Role.User, Content = content };
}
