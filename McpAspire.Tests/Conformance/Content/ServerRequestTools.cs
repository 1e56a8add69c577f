using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

#pragma warning disable MCP9005 // Sampling, roots and log messages are deprecated from 2026-07-28 on; the suite asks for them all the same.

/// <summary>Tools that send the client a request of their own and wait for the answer, as revisions up to 2025-11-25 have it: it takes a session.</summary>
internal static class ServerRequestTools
{
    public static IEnumerable<McpServerTool> All { get; } =
    [
        new FixtureTool("test_sampling", "Asks the client's model.", SampleAsync, /*lang=json,strict*/ """{ "type": "object", "properties": { "prompt": { "type": "string" } }, "required": ["prompt"] }"""),
        Elicit("test_elicitation", /*lang=json,strict*/ """{ "type": "object", "properties": { "username": { "type": "string" }, "email": { "type": "string" } }, "required": ["username", "email"] }"""),
        Elicit("test_elicitation_sep1034_defaults", /*lang=json,strict*/ """
            {
              "type": "object",
              "properties": {
                "name": { "type": "string", "default": "John Doe" },
                "age": { "type": "integer", "default": 30 },
                "score": { "type": "number", "default": 95.5 },
                "status": { "type": "string", "enum": ["active", "inactive", "pending"], "default": "active" },
                "verified": { "type": "boolean", "default": true }
              }
            }
            """),
        Elicit("test_elicitation_sep1330_enums", /*lang=json,strict*/ """
            {
              "type": "object",
              "properties": {
                "untitledSingle": { "type": "string", "enum": ["option1", "option2", "option3"] },
                "titledSingle": { "type": "string", "oneOf": [{ "const": "value1", "title": "First Option" }, { "const": "value2", "title": "Second Option" }] },
                "legacyEnum": { "type": "string", "enum": ["opt1", "opt2", "opt3"], "enumNames": ["Option One", "Option Two", "Option Three"] },
                "untitledMulti": { "type": "array", "items": { "type": "string", "enum": ["option1", "option2", "option3"] } },
                "titledMulti": { "type": "array", "items": { "anyOf": [{ "const": "value1", "title": "First Choice" }, { "const": "value2", "title": "Second Choice" }] } }
              }
            }
            """),
    ];

    private static FixtureTool Elicit(string name, string schema) => new(name, "Asks the user.", async (context, cancellationToken) =>
    {
        var form = JsonSerializer.Deserialize<ElicitRequestParams.RequestSchema>(schema, McpJsonUtilities.DefaultOptions);
        var answer = await context.Server.ElicitAsync(new() { Message = "Please answer.", RequestedSchema = form }, cancellationToken);
        return FixtureTool.Text($"Elicitation completed: action={answer.Action}");
    });

    private static async ValueTask<CallToolResult> SampleAsync(RequestContext<CallToolRequestParams> context, CancellationToken cancellationToken)
    {
        var prompt = new TextContentBlock { Text = context.Params.Arguments!["prompt"].GetString()! };
        var answer = await context.Server.SampleAsync(new CreateMessageRequestParams { Messages = [new() { Role = Role.User, Content = [prompt] }], MaxTokens = 100 }, cancellationToken);
        return FixtureTool.Text($"LLM response: {answer.Content.OfType<TextContentBlock>().First().Text}");
    }
}
