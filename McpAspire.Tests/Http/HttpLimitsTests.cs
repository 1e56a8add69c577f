using System.Net;

namespace McpAspire.Tests.Http;

[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class HttpLimitsTests
{
    private static readonly (string, string) PatientWithBackend = ("BACKEND_API_TIMEOUT", "300");

    [Fact]
    public async Task A_request_beyond_the_limit_gets_503_immediately_and_later_ones_are_served()
    {
        await using var backend = await BlockedBackend.StartAsync();
        await using var server = new ServerHost(backend.Address, PatientWithBackend, ("MAX_CONCURRENT_REQUESTS", "1"));
        var first = server.SendAsync("/mcp", McpRequests.User);
        await backend.Started.Task.WaitAsync(Cancellation);

        foreach (var path in (string[])["/mcp", "/messages", "/_mcp/messages", "/tools"])
        {
            var refused = await server.SendAsync(path, McpRequests.List with { Verb = path is "/tools" ? "GET" : "POST" });
            Assert.Equal(
                (HttpStatusCode.ServiceUnavailable, "1", -32000), (refused.Status, refused.Header("Retry-After"), refused.ErrorCode));
            Assert.Contains("(MAX_CONCURRENT_REQUESTS)", refused.ErrorMessage, StringComparison.Ordinal);
        }

        // Probes are not limited.
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/health/live", McpRequests.List with { Verb = "GET" })).Status);
        Assert.False(first.IsCompleted);
        backend.Released.SetResult();
        Assert.Equal("1", (await first).Result["structuredContent"]!["id"]!.GetValue<string>());

        // The permit is released shortly after the response.
        McpAnswer next;
        do
        {
            next = await server.SendAsync("/mcp", McpRequests.List);
        }
        while (next.Status is HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.OK, next.Status);
    }

    [Theory]
    [InlineData("/messages", Revision.November2025)]
    [InlineData("/_mcp/messages", Revision.July2026)]
    public async Task A_request_beyond_the_timeout_gets_504_and_its_backend_call_is_canceled(string path, string revision)
    {
        await using var backend = await BlockedBackend.StartAsync();
        await using var server = new ServerHost(backend.Address, PatientWithBackend, ("REQUEST_TIMEOUT", "1"));

        var answer = await server.SendAsync(path, McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = "1" }));

        Assert.Equal((HttpStatusCode.GatewayTimeout, -32000), (answer.Status, answer.ErrorCode));
        Assert.Contains("(REQUEST_TIMEOUT)", answer.ErrorMessage, StringComparison.Ordinal);
        await backend.Aborted.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task A_stream_beyond_the_timeout_is_aborted()
    {
        await using var backend = await BlockedBackend.StartAsync();
        await using var server = new ServerHost(backend.Address, PatientWithBackend, ("REQUEST_TIMEOUT", "1"));

        await Assert.ThrowsAsync<HttpRequestException>(() => server.SendAsync("/mcp", McpRequests.User));
        await backend.Aborted.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task The_limit_of_bodies_is_configurable()
    {
        await using var server = new ServerHost(new Uri("http://127.0.0.1:9"), ("MAX_REQUEST_BODY_BYTES", "1024"));
        var small = McpRequests.List with { Body = McpRequests.List.Body.PadRight(1024) };

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/mcp", small)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.SendAsync("/mcp", small with { Body = small.Body + ' ' })).Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, (await server.SendAsync("/messages", small with { Body = small.Body + ' ' })).Status);
    }

    [Fact]
    public async Task The_limit_of_headers_is_configurable()
    {
        await using var server = new ServerHost(new Uri("http://127.0.0.1:9"), ("Http:MaxRequestHeadersBytes", "4096"));

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/mcp", McpRequests.List.With("X-A", new string('a', 3000)))).Status);
        Assert.Equal(
            HttpStatusCode.RequestHeaderFieldsTooLarge,
            (await server.SendAsync("/mcp", McpRequests.List.With("X-A", new string('a', 4096)))).Status);
    }
}
