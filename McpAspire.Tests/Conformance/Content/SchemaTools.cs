using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Conformance.Content;

/// <summary>Tools whose input schemas the suite examines.</summary>
internal static class SchemaTools
{
    public static IEnumerable<McpServerTool> All { get; } =
    [
        new FixtureTool("json_schema_2020_12_tool", "Has a schema.", static _ => FixtureTool.Text("done"), /*lang=json,strict*/ """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "$defs": {
                "address": {
                  "$anchor": "addressDef",
                  "type": "object",
                  "properties": { "street": { "type": "string" }, "city": { "type": "string" } }
                }
              },
              "properties": {
                "name": { "type": "string" },
                "address": { "$ref": "#/$defs/address" },
                "contactMethod": { "type": "string", "enum": ["phone", "email"] },
                "phone": { "type": "string" },
                "email": { "type": "string" }
              },
              "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
              "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
              "then": { "required": ["phone"] },
              "else": { "required": ["email"] },
              "additionalProperties": false
            }
            """),
        new FixtureTool("test_header_tool", "Takes an argument that a header repeats.", Region, /*lang=json,strict*/ """
            {
              "type": "object",
              "properties": { "region": { "type": "string", "x-mcp-header": "Region" }, "query": { "type": "string" } },
              "required": ["region", "query"]
            }
            """),
    ];

    private static CallToolResult Region(RequestContext<CallToolRequestParams> context) =>
        FixtureTool.Text($"Region {context.Params.Arguments!["region"].Deserialize<string>()}");
}
