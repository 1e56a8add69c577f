using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.Testing.Protocol;

/// <summary>A response of the server: status, headers, and the JSON-RPC message of the body or of its last event.</summary>
internal sealed record McpAnswer(HttpStatusCode Status, string? ContentType, HttpResponseMessage Response, JsonNode? Message)
{
    public int? ErrorCode => Message?["error"]?["code"]?.GetValue<int>();

    public string? ErrorMessage => Message?["error"]?["message"]?.GetValue<string>();

    public JsonNode Result =>
        Message?["result"] ?? throw new InvalidOperationException($"No result: {(int)Status} {Message?.ToJsonString()}");

    /// <summary>The text of a tool's result.</summary>
    public string Text => Result["content"]![0]!["text"]!.GetValue<string>();

    public string[] ToolNames => [.. Result["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>())];

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(',', values)
        : Response.Content.Headers.TryGetValues(name, out values) ? string.Join(',', values) : null;

    public static async Task<McpAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType;
        return new McpAnswer(response.StatusCode, type, response, Parse(type, body));
    }

    /// <summary>The JSON of a body, or of the last event in it; <see langword="null"/> if there is none.</summary>
    public static JsonNode? Parse(string? contentType, string body)
    {
        try
        {
            return JsonNode.Parse(contentType?.StartsWith("text/event-stream", StringComparison.Ordinal) is true
                ? body.Split('\n').LastOrDefault(line => line.StartsWith("data:", StringComparison.Ordinal))?["data:".Length..] ?? ""
                : body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
