using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

/// <summary>A tool that the suite calls.</summary>
internal sealed class FixtureTool(
    string name,
    string description,
    Func<RequestContext<CallToolRequestParams>, CancellationToken, ValueTask<CallToolResult>> call,
    string inputSchema = FixtureTool.AnyObject) : McpServerTool
{
    private const string AnyObject = /*lang=json,strict*/ """{ "type": "object" }""";

    public FixtureTool(
        string name, string description, Func<RequestContext<CallToolRequestParams>, CallToolResult> call, string inputSchema = AnyObject)
        : this(name, description, (context, _) => ValueTask.FromResult(call(context)), inputSchema)
    {
    }

    public FixtureTool(string name, string description, params ContentBlock[] content)
        : this(name, description, _ => new CallToolResult { Content = content })
    {
    }

    public override Tool ProtocolTool { get; } = new()
    {
        Name = name,
        Description = description,
        InputSchema = JsonElement.Parse(inputSchema),
    };

    public override IReadOnlyList<object> Metadata => [];

    public override ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default) => call(request, cancellationToken);

    public static CallToolResult Text(string text) => new() { Content = [new TextContentBlock { Text = text }] };
}
