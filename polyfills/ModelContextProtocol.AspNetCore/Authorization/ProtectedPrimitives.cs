using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Authorization;

/// <summary>Finds what an entry of a list stands for. An entry of the application's own list handler stands for nothing.</summary>
internal static class ProtectedPrimitives
{
    public static Func<Tool, IMcpServerPrimitive?> Tool(McpServerOptions options) =>
        tool => options.ToolCollection is { } tools && tools.TryGetPrimitive(tool.Name, out var found) ? found : null;

    public static Func<Prompt, IMcpServerPrimitive?> Prompt(McpServerOptions options) =>
        prompt => options.PromptCollection is { } prompts && prompts.TryGetPrimitive(prompt.Name, out var found) ? found : null;

    public static Func<Resource, IMcpServerPrimitive?> Resource(McpServerOptions options) =>
        resource => options.ResourceCollection is { } resources && resources.TryGetPrimitive(resource.Uri, out var found) ? found : null;

    public static Func<ResourceTemplate, IMcpServerPrimitive?> ResourceTemplate(McpServerOptions options) =>
        template => options.ResourceCollection is { } resources && resources.TryGetPrimitive(template.UriTemplate, out var found) ? found : null;
}
