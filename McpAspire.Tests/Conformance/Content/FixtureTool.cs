using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

/// <summary>A tool that the suite asks for. It answers from the request itself, so there is no method whose parameters the product's argument check could read.</summary>
internal sealed class FixtureTool(
    string name, string description, Func<RequestContext<CallToolRequestParams>, CancellationToken, ValueTask<CallToolResult>> call, string inputSchema = /*lang=json,strict*/ """{ "type": "object" }""") : McpServerTool
{
    public FixtureTool(string name, string description, Func<RequestContext<CallToolRequestParams>, CallToolResult> call, string inputSchema = /*lang=json,strict*/ """{ "type": "object" }""")
        : this(name, description, (context, _) => ValueTask.FromResult(call(context)), inputSchema)
    {
    }

    public FixtureTool(string name, string description, params ContentBlock[] answer)
        : this(name, description, _ => new CallToolResult { Content = answer })
    {
    }

    public override Tool ProtocolTool { get; } = new() { Name = name, Description = description, InputSchema = JsonElement.Parse(inputSchema) };

    public override IReadOnlyList<object> Metadata => [];

    public override ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default) => call(request, cancellationToken);

    public static CallToolResult Text(string text) => new() { Content = [new TextContentBlock { Text = text }] };
}
