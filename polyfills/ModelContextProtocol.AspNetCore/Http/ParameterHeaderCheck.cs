using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>Whether the <c>Mcp-Param-*</c> headers of a tool call repeat the arguments whose schema has <c>x-mcp-header</c> (SEP-2243).</summary>
internal static class ParameterHeaderCheck
{
    public static Rejection? Check(PostedMessage posted, McpServerPrimitiveCollection<McpServerTool>? tools)
    {
        if (posted.Message is not JsonRpcRequest { Method: RequestMethods.ToolsCall, Params: { } parameters })
        {
            return null;
        }

        // An unknown tool is the server's to refuse, as a JSON-RPC error.
        return RoutingHeaderCheck.Text(parameters, "name") is { } name && tools is not null && tools.TryGetPrimitive(name, out var tool)
            && Child(tool.ProtocolTool.InputSchema, "properties") is { } properties
            ? Properties(posted, properties, (parameters as JsonObject)?["arguments"] as JsonObject)
            : null;
    }

    private static Rejection? Properties(PostedMessage posted, JsonElement properties, JsonObject? arguments)
    {
        foreach (var property in properties.EnumerateObject())
        {
            if (property.Value.ValueKind is not JsonValueKind.Object)
            {
                continue;
            }

            var argument = arguments?[property.Name];
            var rejection = Child(property.Value, "properties") is { } nested ? Properties(posted, nested, argument as JsonObject) : null;
            rejection ??= property.Value.TryGetProperty("x-mcp-header", out var annotation) && annotation.GetString() is { Length: > 0 } suffix
                ? Property(posted, McpHeaders.ParameterPrefix + suffix, property, argument)
                : null;
            if (rejection is not null)
            {
                return rejection;
            }
        }

        return null;
    }

    private static Rejection? Property(PostedMessage posted, string header, JsonProperty property, JsonNode? argument)
    {
        if (!posted.Headers.TryGetValue(header, out var values))
        {
            return argument is null
                ? null
                : Rejection.HeaderMismatch($"Missing required {header} header for parameter '{property.Name}' annotated with x-mcp-header.");
        }

        var actual = RoutingHeaderCheck.Decode(header, values.ToString().Trim(), out var rejection);
        if (rejection is not null || argument is null || McpHeaderEncoder.ConvertToHeaderValue(argument) is not { } encoded)
        {
            return rejection;
        }

        return HeaderValue.Compare(actual, McpHeaderEncoder.DecodeValue(encoded), property.Value) switch
        {
            HeaderComparison.Equal => null,
            HeaderComparison.UnsafeInteger => Rejection.HeaderMismatch(
                $"Header mismatch: {header} integer value for parameter '{property.Name}' is outside the JavaScript safe integer range " +
                $"(-{HeaderValue.MaxSafeInteger} to {HeaderValue.MaxSafeInteger})."),
            HeaderComparison.Different or _ =>
                Rejection.HeaderMismatch($"Header mismatch: {header} header value does not match body argument '{property.Name}'."),
        };
    }

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var child) && child.ValueKind is JsonValueKind.Object ? child : null;
}
