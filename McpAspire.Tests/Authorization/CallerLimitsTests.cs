using System.Buffers.Text;
using System.Net;
using McpAspire.MockBackend.Entra;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Authorization;

/// <summary>Limits per caller, and hostile tokens.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class CallerLimitsTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    private const string Refusals = "McpAspire.Server.Http.JsonRpcRefusal";

    public static TheoryData<string> HostileTokens() =>
    [
        Token("""{"alg":"RS256","typ":"JWT","kid":"\ud800"}"""u8),
        Token("""{"alg":"RS256","typ":"JWT","\ud800":1}"""u8),
        Token([.. "{\"alg\":\"RS256\",\"kid\":\""u8, 0xFF, 0xFE, .. "\"}"u8]),
        Token("null"u8),
        Token("[]"u8),
        "..",
        "a.b.c",
        new string('a', 9000),
    ];

    [Theory]
    [MemberData(nameof(HostileTokens))]
    public async Task A_token_of_any_bytes_gets_401_with_a_reason(string token)
    {
        var answer = await server.SendAsync("/mcp", McpRequests.List, token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Matches("^Bearer error=\"invalid_token\", error_description=\"[^\"]+\"", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task One_caller_cannot_take_the_permits_of_others()
    {
        await using var backend = await BlockedBackend.StartAsync();
        await using var host = new ServerHost(
            backend.Address,
            [.. server.Settings, ("BACKEND_API_TIMEOUT", "300"), ("MAX_CONCURRENT_REQUESTS_PER_CALLER", "1")]);
        var first = SendAsync(host, McpRequests.User, EntraIds.ClientApp);
        await backend.Started.Task.WaitAsync(Cancellation);

        var second = await SendAsync(host, McpRequests.List, EntraIds.ClientApp);
        var other = await SendAsync(host, McpRequests.List, EntraIds.WorkstationApp);
        var user = Registrations.FindApp(EntraIds.ClientApp)! with { ObjectId = Guid.NewGuid().ToString() };
        var token = server.Backend.Entra.AccessTokens.Issue(user, Registrations.Server, TimeSpan.FromHours(1));
        var otherUser = await host.SendAsync("/mcp", McpRequests.List.With("Authorization", $"Bearer {token}"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (second.Status, second.Header("Retry-After")));
        Assert.Contains("(MAX_CONCURRENT_REQUESTS_PER_CALLER)", second.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.Status, otherUser.Status));
        backend.Released.SetResult();
        await first;
    }

    [Fact]
    public async Task Calls_per_minute_are_limited_by_caller_and_tool()
    {
        await using var host = new ServerHost(server.Backend.Api.BaseAddress!, [.. server.Settings, ("REQUESTS_PER_MINUTE", "1")]);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, McpRequests.User, EntraIds.ClientApp)).Status);

        var second = await SendAsync(host, McpRequests.User, EntraIds.ClientApp);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.Status);
        Assert.InRange(int.Parse(second.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, McpRequests.User, EntraIds.WorkstationApp)).Status);
        Assert.Equal(
            HttpStatusCode.OK, (await SendAsync(host, McpCall.Tool(Revision.November2025, "list_users"), EntraIds.ClientApp)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, McpRequests.List, EntraIds.ClientApp)).Status);
    }

    [Fact]
    [Trait("Server", "InProcess")]
    public async Task Each_refusal_is_one_log_line_with_reason_and_address_and_without_the_token()
    {
        var events = new RecordedEvents();
        await using var host = new ServerHost(
            server.Backend.Api.BaseAddress!,
            services => services.AddSingleton<ILoggerProvider>(events),
            [.. server.Settings, ("MAX_REQUEST_BODY_BYTES", "1024"), ("REQUESTS_PER_MINUTE", "1")]);
        var token = server.TokenOf(EntraIds.ClientApp);
        var large = McpRequests.List with { Body = McpRequests.List.Body.PadRight(2000) };
        await host.SendAsync("/mcp", McpRequests.User.With("Authorization", $"Bearer {token}"));
        (McpCall Call, int Status, string Reason)[] refused =
        [
            (McpRequests.List, 401, "Unauthorized: a bearer token is required."),
            (McpRequests.List.With("Authorization", $"Bearer {token}x"), 401, "Unauthorized: the bearer token was rejected: "),
            (McpRequests.List.With("Host", "evil.example"), 403, "Forbidden: the Host header "),
            (McpRequests.List.With("Origin", "https://evil.example"), 403, "Forbidden: the Origin "),
            (McpRequests.List.With("Authorization", $"Bearer {server.TokenOf(EntraIds.ServerApp)}"), 403, "Forbidden: the token "),
            (large.With("Authorization", $"Bearer {token}"), 413, "Payload Too Large: "),
            (McpRequests.User.With("Authorization", $"Bearer {token}"), 429, "Too Many Requests: "),
        ];

        foreach (var (call, status, reason) in refused)
        {
            var before = events.Of(Refusals).Count;

            Assert.Equal(status, (int)(await host.SendAsync("/mcp", call)).Status);

            var line = Assert.Single(events.Of(Refusals).Skip(before));
            Assert.Equal(
                (status, "127.0.0.1"),
                ((int)line.Fields["Status"]!, line.Fields["Address"]!.ToString()!.Replace("::ffff:", "", StringComparison.Ordinal)));
            Assert.StartsWith(reason, (string)line.Fields["Reason"]!, StringComparison.Ordinal);
            Assert.DoesNotContain(token.Split('.')[2], line.Text, StringComparison.Ordinal);
        }
    }

    private static string Token(ReadOnlySpan<byte> header) =>
        $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString("{}"u8)}.c2lnbmF0dXJl";

    private Task<McpAnswer> SendAsync(ServerHost host, McpCall call, string app) =>
        host.SendAsync("/mcp", call.With("Authorization", $"Bearer {server.TokenOf(app)}"));
}
