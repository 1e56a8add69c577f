using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Testing.Fuzzing;

/// <summary>
/// Forwards requests to a real MCP server and mutates its replies. The same seed and the same requests give the same replies.
/// </summary>
internal sealed class MutatingServer(Uri inner, int seed) : LoopbackServer
{
    /// <summary>
    /// Maximum number of replies before the first mutated one, which the seed selects, so that each step of a client gets mutations.
    /// </summary>
    private const int MaxUntouched = 4;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private int _replies;

    /// <param name="inner">The MCP endpoint of the real server.</param>
    /// <param name="seed">Selects the mutations.</param>
    public static Task<MutatingServer> StartAsync(Uri inner, int seed) => StartAsync(new MutatingServer(inner, seed));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _http.Dispose();
    }

    protected override async Task RespondAsync(HttpContext context)
    {
        var (status, json) = await ForwardAsync(context);
        var number = Interlocked.Increment(ref _replies);
        var random = new SeedRandom(((ulong)seed * 31) + (ulong)number);
        if (json is null || number <= seed % (MaxUntouched + 1))
        {
            await WriteAsync(context, status, "application/json", json?.ToJsonString() ?? string.Empty);
            return;
        }

        switch (random.Next(12))
        {
            case 0:
                await WriteStatusAsync(context, random);
                break;
            case 1:
                await WriteAsync(context, status, random.Pick(ContentTypes), json.ToJsonString());
                break;
            case 2:
                await WriteAsync(context, status, "application/json", random.Pick(Bodies));
                break;
            case 3:
                var text = json.ToJsonString();
                await WriteAsync(context, status, "application/json", text[..random.Next(text.Length)]);
                break;
            case 4:
                await context.Response.WriteAsync("{", context.RequestAborted);
                context.Abort();
                break;
            default:
                await WriteAsync(context, status, "application/json", ReplyMutation.Apply(json, random));
                break;
        }
    }

    private static readonly string[] ContentTypes =
    [
        "text/html",
        "application/json; charset=UTF8",
        "application/json; charset=nothing",
        "text/event-stream",
        "x",
    ];

    private static readonly string[] Bodies =
    [
        string.Empty,
        "null",
        "[]",
        "{}",
        "\"\"",
        "<p>\u001b[2J</p>",
        new string('[', 300),
        "\u0000",
        "{\"jsonrpc\":\"2.0\"}",
        new string(' ', 100_000) + "x",
    ];

    private static readonly string[] Targets =
        [
            "/elsewhere", "http://127.0.0.1:1/mcp", "http://user:secret@example.invalid/\u001b[2J", "javascript:alert(1)", "//", "http://[",
            new string('a', 9000), "ftp://x",
        ];

    private static async Task WriteStatusAsync(HttpContext context, SeedRandom random)
    {
        int[] statuses = [204, 301, 302, 307, 308, 400, 401, 403, 404, 405, 406, 418, 429, 500, 502, 503, 599];
        context.Response.StatusCode = random.Pick(statuses);
        if (context.Response.StatusCode is > 300 and < 400)
        {
            context.Response.Headers.Location = new string(
                [.. random.Pick(Targets).Where(static character => character is >= ' ' and <= '~')]);
        }
        else if (context.Response.StatusCode is 401 or 403)
        {
            context.Response.Headers.WWWAuthenticate = random.Pick(
                ["Bearer", "Bearer scope=\"a b\", x", "\"\"\"", "Basic =", new string('x', 5000)]);
        }

        await (
            context.Response.StatusCode == 204
                ? Task.CompletedTask
                : context.Response.WriteAsync("\u001b[2Jsecret", context.RequestAborted));
    }

    private static Task WriteAsync(HttpContext context, int status, string type, string body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    private async Task<(int Status, JsonNode? Json)> ForwardAsync(HttpContext context)
    {
        using var body = new StreamContent(context.Request.Body);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), inner) { Content = body };
        foreach (var (name, values) in context.Request.Headers
            .Where(static header => header.Key is not ("Host" or "Content-Length" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
            {
                body.Headers.TryAddWithoutValidation(name, [.. values]);
            }
        }

        using var response = await _http.SendAsync(request, context.RequestAborted);
        var text = await response.Content.ReadAsStringAsync(context.RequestAborted);
        var data = text.StartsWith('{')
            ? text
            : text.Split('\n').FirstOrDefault(static line => line.StartsWith("data: {", StringComparison.Ordinal))?[6..];
        return ((int)response.StatusCode, data is null ? null : JsonNode.Parse(data));
    }

    /// <summary>Changes one to three places of a JSON-RPC reply.</summary>
    private static class ReplyMutation
    {
        /// <summary>Values as JSON text, also of the kinds that a parsed document cannot hold.</summary>
        private static readonly string[] Values =
        [
            "null", "true", "-1", "0.5", "1e400", "123456789012345678901234567890", "\"\"", "\"\\u001b[2J\\u202etext\\u0007\"",
            "\"\\ud800\"", "[]", "{}", "[null]",
            "[[[[1]]]]",
            "{\"a\":1,\"a\":2}",
            "{\"$ref\":\"#\"}",
            "{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}",
            "{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}],\"required\":1}",
            "{\"type\":\"string\",\"pattern\":\"(a+)+$\"}",
            "{\"enum\":[null,1,\"\\u001b\"]}",
            "{\"multipleOf\":1e-28,\"type\":\"number\"}",
            $"\"{new string('x', 100_000)}\"",
        ];

        private static readonly string[] Names =
        [
            "first name", "a\\u001b[31mb", "", "a\\\"b", "--help", "user-id", "USER_ID", "server", "a=b", "a:b", "\\u0000", "\\u202ex",
            "\\ud800", "limit", "é", "@file", "*",
        ];

        private static readonly string[] Cursors = ["\"\"", "\"again\"", "7", "\"\\u001b\""];

        public static string Apply(JsonNode reply, SeedRandom random)
        {
            var raw = new List<string>();
            for (var count = random.Next(3) + 1; count > 0; count--)
            {
                Change(reply, random, raw);
            }

            var text = new StringBuilder(reply.ToJsonString());
            foreach (var (index, value) in raw.Index().Reverse())
            {
                text.Replace($"\"{Placeholder(index)}\"", value);
            }

            return text.ToString();
        }

        private static void Change(JsonNode reply, SeedRandom random, List<string> raw)
        {
            if (reply["result"] is JsonObject result && random.Next(6) == 0)
            {
                result["nextCursor"] = Raw(raw, random.Pick(Cursors));
                return;
            }

            // Keeps the id: without it, the client would wait until its timeout.
            var places = Places(reply).Where(static node => node.Parent is not null && node.GetPath() is not ("$.id" or "$.jsonrpc"))
                .ToList();
            if (places.Count == 0)
            {
                return;
            }

            var place = random.Pick(places);
            switch (place.Parent)
            {
                case JsonObject parent when random.Next(4) == 0:
                    parent.Remove(place.GetPropertyName());
                    break;
                case JsonObject parent when random.Next(3) == 0:
                    parent[Raw(raw, $"\"{random.Pick(Names)}\"")] = place.DeepClone();
                    break;
                case JsonObject parent:
                    parent[place.GetPropertyName()] = Raw(raw, random.Pick(Values));
                    break;
                case JsonArray parent when random.Next(3) == 0:
                    for (var copies = random.Next(199) + 1; copies > 0; copies--)
                    {
                        parent.Add(place.DeepClone());
                    }

                    break;
                case JsonArray parent:
                    parent[place.GetElementIndex()] = Raw(raw, random.Pick(Values));
                    break;
                default:
                    break;
            }
        }

        private static IEnumerable<JsonNode> Places(JsonNode node)
        {
            var children = node switch
            {
                JsonObject members => members.Select(static member => member.Value),
                JsonArray elements => elements,
                _ => [],
            };
            return children.OfType<JsonNode>().SelectMany(Places).Prepend(node);
        }

        private static string Raw(List<string> raw, string json)
        {
            raw.Add(json);
            return Placeholder(raw.Count - 1);
        }

        private static string Placeholder(int index) => string.Create(CultureInfo.InvariantCulture, $"placeholder-{index}");
    }
}
