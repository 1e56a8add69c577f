using System.Text.RegularExpressions;

namespace McpAspire.Tests.Integration;

/// <summary>
/// The program against the server in this process. With a published native server, this compares code compiled ahead of time with code
/// compiled just in time.
/// </summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed partial class ProgramReplyTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private static readonly string[] Revisions = [Revision.November2025, Revision.July2026];

    [Fact]
    public async Task Replies_byte_for_byte_like_the_server_in_process()
    {
        await using var server = ServerHost.InProcess(backend.Address);
        await using var program = await ProgramUnderTest.StartServerAsync(("BACKEND_API_URL", backend.Address.ToString()));
        McpCall[] calls = [.. Revisions.SelectMany(Calls)];

        foreach (var call in calls)
        {
            Assert.Equal(await ReplyAsync(server.Address, call), await ReplyAsync(program.Address, call));
        }
    }

    /// <summary>The lists, and results and errors of each tool.</summary>
    private static IEnumerable<McpCall> Calls(string revision) =>
    [
        McpCall.Initialize(revision),
        McpCall.Of(revision, "tools/list"),
        McpCall.Of(revision, "resources/list"),
        McpCall.Of(revision, "prompts/list"),
        McpCall.Of(revision, "tools/nothing"),
        McpCall.Tool(revision, "nothing"),
        McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = "123" }),
        McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = "123", ["include_details"] = true }),
        McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = "nobody" }),
        McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = ".." }),
        McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = 1, ["unknown"] = "x" }),
        McpCall.Tool(revision, "get_user_profile"),
        McpCall.Tool(revision, "list_users", new() { ["limit"] = 3 }),
        McpCall.Tool(revision, "list_users", new() { ["limit"] = -1 }),
        McpCall.Tool(revision, "create_ticket", new()
        {
            ["title"] = "Drucker \u00e4\u20ac\ud83d\ude00", ["description"] = "It prints <nothing> & 'stops'.", ["priority"] = "high",
            ["idempotency_key"] = $"same-reply-{revision}",
        }),
        McpCall.Tool(revision, "create_ticket", new() { ["title"] = "", ["priority"] = "none" }),
        McpCall.Tool(revision, "list_tickets", new() { ["limit"] = 5, ["status"] = "open" }),
        McpCall.Tool(revision, "list_tickets", new() { ["status"] = "lost" }),
        McpCall.Tool(revision, "query_data", new() { ["dataset"] = "orders", ["limit"] = 3 }),
        McpCall.Tool(revision, "query_data", new() { ["dataset"] = "nothing" }),
        McpCall.Tool(revision, "query_data", new() { ["dataset"] = "orders", ["filters"] = "text" }),
        McpRequests.List with { Body = "{" },
    ];

    /// <summary>Status, type and body, without the trace id, which differs.</summary>
    private static async Task<string> ReplyAsync(Uri server, McpCall call)
    {
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler);
        using var request = call.ToRequest(new Uri(server, "/mcp"));
        using var response = await http.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        return $"{call.Body}\n{(int)response.StatusCode} {response.Content.Headers.ContentType}\n{TraceId().Replace(body, "-")}";
    }

    [GeneratedRegex("""(?<=trace_id(\\u0022|"):(\\u0022|"))[0-9a-f]{32}""")]
    private static partial Regex TraceId();
}
