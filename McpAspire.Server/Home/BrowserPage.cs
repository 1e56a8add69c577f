using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using McpAspire.Server.Authorization;
using McpAspire.Server.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Home;

/// <summary>
/// <c>GET /</c> for browsers: what this server is and how to connect to it. Served in Development, or with <c>HOME_PAGE=true</c>; every
/// other request of this path continues.
/// </summary>
internal sealed class BrowserPage(
    RequestDelegate next,
    IHostEnvironment environment,
    IOptions<McpHttpOptions> http,
    IOptions<McpServerOptions> server,
    IOptions<CallerOptions> caller)
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
        + "pre{background:#f3f3f3;padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere}"
        + "td,th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly bool _isServed = http.Value.HomePage ?? environment.IsDevelopment();

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!_isServed
            || request.Path != "/"
            || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || !AsksForHtml(request))
        {
            return next(context);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers[HeaderNames.Vary] = HeaderNames.Accept;
        headers["Referrer-Policy"] = "no-referrer";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            Render($"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase}"), context.RequestAborted);
    }

    /// <summary>Programs accept any type, or name none; browsers name HTML.</summary>
    private static bool AsksForHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(
            static type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? string.Empty);

    private string Render(string origin)
    {
        var (name, version) = (server.Value.ServerInfo!.Name, server.Value.ServerInfo.Version);
        var (isOpen, endpoint) = (caller.Value.Mode is AuthorizationMode.None, $"{origin}{McpRoutes.Mcp}");
        var header = isOpen ? string.Empty : " -H \"Authorization: Bearer $TOKEN\"";
        var body = /*lang=json,strict*/ """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";
        var list = $"curl -s {origin}{McpRoutes.Messages} -H 'Content-Type: application/json'{header} -d '{body}'";
        var metadata = $"<a href=\"{ResourceMetadata.Path}{McpRoutes.Mcp}\">Where to get one</a>";
        var tools = isOpen ? ToolTable() : $"<p>Callers need a token, and see the tools that it permits. {metadata}.</p>";
        var json = isOpen ? $", and the <a href=\"{McpRoutes.Tools}\">list of tools</a> as JSON" : string.Empty;
        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{{Text(name)}}</title>
            <style>{{Style}}</style>
            </head>
            <body>
            <h1>{{Text(name)}} {{Text(version)}}</h1>
            <p>This is a Model Context Protocol (MCP) server. MCP clients connect to <code>{{Text(endpoint)}}</code>.</p>
            <h2>Tools</h2>
            {{tools}}
            <h2>Connect</h2>
            <p>VS Code, in <code>.vscode/mcp.json</code>:</p>
            <pre>{{Text($$"""{ "servers": { "mcpaspire": { "type": "http", "url": "{{endpoint}}" } } }""")}}</pre>
            <p>MCP Inspector:</p>
            <pre>{{Text($"npx @modelcontextprotocol/inspector --cli {endpoint} --transport http --method tools/list")}}</pre>
            <p>curl:</p>
            <pre>{{Text(list)}}</pre>
            <h2>Health</h2>
            <p><a href="/health">Health</a>, <a href="/health/live">liveness</a>, <a href="/health/ready">readiness</a>{{json}}.</p>
            </body>
            </html>

            """;
    }

    private string ToolTable()
    {
        var rows = (server.Value.ToolCollection ?? []).Select(static tool => Row(tool.ProtocolTool.Name, tool.ProtocolTool.Description));
        return $"<table>{string.Concat(rows)}</table>";
    }

    private static string Row(string name, string? description) =>
        $"<tr><th><code>{Text(name)}</code></th><td>{Text(description)}</td></tr>";
}
