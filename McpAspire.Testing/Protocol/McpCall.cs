using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace McpAspire.Testing.Protocol;

/// <summary>A request of a client of one protocol revision, which a test can change.</summary>
internal sealed record McpCall
{
    private const string JsonType = "application/json";

    public string Verb { get; init; } = "POST";

    public required string Body { get; init; }

    public string? ContentType { get; init; } = JsonType;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>
    {
        ["Accept"] = "application/json, text/event-stream",
    };

    /// <summary>The call of a method, with the headers and the <c>_meta</c> that the revision requires.</summary>
    public static McpCall Of(string revision, string method, JsonObject? parameters = null, int? id = 1)
    {
        var call = new McpCall { Body = "" };
        parameters ??= [];
        if (revision is Revision.July2026)
        {
            parameters["_meta"] = Meta();
            call = call.With("Mcp-Method", method);
            call = (parameters["name"] ?? parameters["uri"]) is { } name ? call.With("Mcp-Name", name.ToString()) : call;
        }

        // The handshake negotiates the revision, so initialize has no header; the first revision has none at all.
        call = revision is Revision.March2025 || method is "initialize" ? call : call.With("MCP-Protocol-Version", revision);
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters };
        if (id is not null)
        {
            message["id"] = id;
        }

        return call with { Body = message.ToJsonString() };
    }

    public static McpCall Tool(string revision, string tool, JsonObject? arguments = null) =>
        Of(revision, "tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments ?? [] });

    public static McpCall Initialize(string revision) => Of(revision, "initialize", new JsonObject
    {
        ["protocolVersion"] = revision,
        ["capabilities"] = new JsonObject(),
        ["clientInfo"] = new JsonObject { ["name"] = "raw", ["version"] = "1" },
    });

    public static JsonObject Meta(string revision = Revision.July2026) => new()
    {
        ["io.modelcontextprotocol/protocolVersion"] = revision,
        ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "raw", ["version"] = "1" },
        ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
    };

    public McpCall With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    public McpCall Without(string header)
    {
        var headers = new Dictionary<string, string>(Headers);
        headers.Remove(header);
        return this with { Headers = headers };
    }

    public HttpRequestMessage ToRequest(Uri endpoint)
    {
        var request = new HttpRequestMessage(new HttpMethod(Verb), endpoint);
        if (Verb is "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        }

        foreach (var (header, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return request;
    }
}
