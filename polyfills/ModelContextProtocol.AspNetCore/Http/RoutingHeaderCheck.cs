using System.Buffers;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>Whether <c>Mcp-Method</c> and <c>Mcp-Name</c>, by which a proxy may route, say the same as the body (SEP-2243; from 2026-07-28).</summary>
internal static class RoutingHeaderCheck
{
    // RFC 9110: tab, space, visible ASCII.
    private static readonly SearchValues<char> HeaderCharacters =
        SearchValues.Create(['\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    public static Rejection? Check(PostedMessage posted, McpServerOptions options)
    {
        if (!posted.IsSelfContained || posted.Method is null)
        {
            return null;
        }

        if (!posted.Headers.TryGetValue(McpHeaders.Method, out var methodHeader))
        {
            return Rejection.HeaderMismatch($"Missing required {McpHeaders.Method} header.");
        }

        var method = methodHeader.ToString().Trim();
        if (method != posted.Method)
        {
            return Rejection.HeaderMismatch(
                $"Header mismatch: {McpHeaders.Method} header value '{method}' does not match body value '{posted.Method}'.");
        }

        return NamedBy(posted.Method, options) is { } parameter
            ? Name(posted, parameter) ?? ParameterHeaderCheck.Check(posted, options.ToolCollection)
            : null;
    }

    /// <summary>The text a header stands for, or why it stands for none.</summary>
    public static string? Decode(string header, string value, out Rejection? rejection)
    {
        if (value.AsSpan().ContainsAnyExcept(HeaderCharacters))
        {
            rejection = Rejection.HeaderMismatch($"Header mismatch: {header} header contains invalid characters.");
            return null;
        }

        var decoded = McpHeaderEncoder.DecodeValue(value);
        rejection = decoded is null ? Rejection.HeaderMismatch($"Header mismatch: {header} header contains invalid Base64 encoding.") : null;
        return decoded;
    }

    // GetValue throws for a name that is no string, and the request ends as 500: so does the real package.
    public static string? Text(JsonNode? parent, string property) => (parent as JsonObject)?[property]?.GetValue<string>();

    private static Rejection? Name(PostedMessage posted, string parameter)
    {
        if (!posted.Headers.TryGetValue(McpHeaders.Name, out var nameHeader))
        {
            return Rejection.HeaderMismatch($"Missing required {McpHeaders.Name} header.");
        }

        var name = nameHeader.ToString().Trim();
        var decoded = Decode(McpHeaders.Name, name, out var rejection);
        if (rejection is not null)
        {
            return rejection;
        }

        var inBody = Text(posted.Params, parameter);
        return decoded == inBody
            ? null
            : Rejection.HeaderMismatch($"Header mismatch: {McpHeaders.Name} header value '{name}' does not match body value '{inBody}'.");
    }

    /// <summary>The parameter that <c>Mcp-Name</c> repeats; <see langword="null"/> where the method names nothing.</summary>
    private static string? NamedBy(string method, McpServerOptions options) => method switch
    {
        RequestMethods.ToolsCall or RequestMethods.PromptsGet => "name",
        RequestMethods.ResourcesRead => "uri",
#pragma warning disable MCPEXP002 // The application's own methods are an experimental API; without any, the list is null.
        _ => options.RequestHandlers?.FirstOrDefault(handler => handler.Method == method)?.RoutingNameParameter,
#pragma warning restore MCPEXP002
    };
}
