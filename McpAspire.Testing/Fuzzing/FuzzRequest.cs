using System.Text;
using System.Text.Json.Nodes;
using McpAspire.Testing.Wire;

namespace McpAspire.Testing.Fuzzing;

/// <summary>A valid call with some changes, the same for the same seed and number.</summary>
internal static class FuzzRequest
{
    private const int MaxChanges = 4;

    private static readonly string[] Revisions = [Revision.March2025, Revision.June2025, Revision.November2025, Revision.July2026];
    private static readonly string[] Paths = ["/mcp", "/mcp", "/mcp", "/messages", "/_mcp/messages"];

    private static readonly (string Name, string Parameters)[] Calls =
    [
        ("initialize", """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"fuzz","version":"1"}}"""),
        ("server/discover", "{}"),
        ("ping", "{}"),
        ("tools/list", """{"cursor":"x"}"""),
        ("tools/list", "{}"),
        ("resources/read", """{"uri":"file:///etc/passwd"}"""),
        ("completion/complete", """{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":"v"}}"""),
        ("logging/setLevel", """{"level":"debug"}"""),
        ("notifications/cancelled", """{"requestId":1,"reason":"x"}"""),
        ("notifications/progress", """{"progressToken":"t","progress":1,"total":2}"""),
        ("tools/call", """{"name":"get_user_profile","arguments":{"user_id":"123","include_details":true}}"""),
        ("tools/call", """{"name":"list_users","arguments":{"skip":0,"limit":2},"_meta":{"progressToken":7}}"""),
        ("tools/call", """{"name":"create_ticket","arguments":{"title":"fuzz","description":"0123456789","priority":"low"}}"""),
        ("tools/call", """{"name":"list_tickets","arguments":{"status":"open","limit":1}}"""),
        ("tools/call", """{"name":"query_data","arguments":{"dataset":"users","filters":{"role":{"in":["admin","user"]}},"limit":2}}"""),
    ];

    /// <summary>A call without changes, for which the server must always return 200.</summary>
    public static RawRequest Valid(Uri server) => Of(server, "/mcp", McpCall.Of(Revision.November2025, "tools/list"));

    public static RawRequest Create(Uri server, ulong seed, int number)
    {
        // Adjacent numbers must not yield overlapping sequences.
        var random = new SeedRandom((seed * 0xD1342543DE82EF95) ^ ((ulong)number * 0xAF251AF3B0F025B5));
        var (name, parameters) = random.Pick(Calls);
        int? id = name.StartsWith("notifications/", StringComparison.Ordinal) ? null : 1;
        var call = McpCall.Of(random.Pick(Revisions), name, JsonNode.Parse(parameters)!.AsObject(), id);
        var request = Of(server, random.Pick(Paths), call);
        var message = JsonNode.Parse(call.Body)!;
        var changes = random.Next(MaxChanges + 1);
        var inJson = random.Next(changes + 1);
        var inHttp = random.Next(2) == 0 ? random.Next(changes + 1) : 0;
        var inBytes = random.Next(3) == 0 ? random.Next(changes + 1) : 0;
        for (var change = 0; change < inJson; change++)
        {
            JsonMutation.Apply(message, random);
        }

        var body = Encoding.UTF8.GetBytes(random.Next(20) == 0 ? $"[{message.ToJsonString()}]" : message.ToJsonString());
        for (var change = 0; change < inBytes; change++)
        {
            body = ByteMutation.Apply(body, random);
        }

        request = request with { Body = body };
        for (var change = 0; change < inHttp; change++)
        {
            request = HttpMutation.Apply(request, random);
        }

        return request;
    }

    private static RawRequest Of(Uri server, string path, McpCall call) => RawRequest.Of(server, path, call).Add("Connection", "close");
}
