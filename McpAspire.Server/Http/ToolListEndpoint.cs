using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary><c>GET /tools</c>: the result of <c>tools/list</c> as JSON. It asks the MCP endpoint, so it lists what that would list for the same caller.</summary>
internal static class ToolListEndpoint
{
    private static readonly byte[] Request = JsonSerializer.SerializeToUtf8Bytes(
        new JsonRpcRequest { Id = new RequestId(1), Method = RequestMethods.ToolsList }, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcRequest)));

    /// <summary>Headers of MCP, which have no meaning for a plain GET and would make its inner request another one.</summary>
    private static readonly string[] McpHeaders = ["MCP-Protocol-Version", "Mcp-Session-Id"];

    public static IEndpointConventionBuilder MapToolList(this IEndpointRouteBuilder endpoints, string pattern, string mcpPattern)
    {
        var mcp = new Lazy<RequestDelegate>(() => FindPost(endpoints, mcpPattern));
        return endpoints.MapGet(pattern, context => ListAsync(context, mcp.Value));
    }

    private static async Task ListAsync(HttpContext context, RequestDelegate mcp)
    {
        var request = context.Request;
        Array.ForEach(McpHeaders, header => request.Headers.Remove(header));
        using var body = new MemoryStream(Request);
        (request.Method, request.ContentType, request.ContentLength, request.Body) = (HttpMethods.Post, "application/json", Request.Length, body);
        var answer = await PlainJsonAnswer.RunAsync(context, mcp);
        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            using var message = JsonDocument.Parse(answer);
            answer = message.RootElement.TryGetProperty("result", out var result) ? JsonSerializer.SerializeToUtf8Bytes(result) : answer;
        }

        await PlainJsonAnswer.WriteAsync(context, answer);
    }

    private static RequestDelegate FindPost(IEndpointRouteBuilder endpoints, string pattern) =>
        endpoints.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().First(endpoint =>
            endpoint.RoutePattern.RawText?.Trim('/') == pattern.Trim('/')
            && (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) ?? false)).RequestDelegate!;
}
