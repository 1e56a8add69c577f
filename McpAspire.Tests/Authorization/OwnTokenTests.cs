using System.Diagnostics;
using System.Text.Json.Nodes;
using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Unit.ServiceDefaults;
using OpenTelemetry.Trace;

namespace McpAspire.Tests.Authorization;

/// <summary>The server's token for the backend, issued by the local Entra ID.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class OwnTokenTests : IAsyncLifetime
{
    private readonly ProtectedServer _server = new();

    private LocalEntra Entra => _server.Backend.Entra;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Fifty_concurrent_calls_make_one_token_request()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CallAsync(_server.Host)));

        Assert.All(answers, answer => Assert.Contains("\"id\":\"123\"", answer.Text, StringComparison.Ordinal));
        Assert.Equal(1, Entra.Failures.Requests);
    }

    [Fact]
    [Trait("Server", "InProcess")]
    public async Task The_token_request_is_in_the_trace_of_the_call_that_needs_it()
    {
        using var spans = new RecordedSpans();
        await using var host = new ServerHost(
            _server.Backend.Api.BaseAddress!,
            services => services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(spans)),
            _server.Settings);
        var trace = ActivityTraceId.CreateRandom();

        await CallAsync(host, trace);

        var exchange = await spans.WaitForAsync(span =>
            span.Kind == ActivityKind.Client
                && span.TraceId == trace
                && (string?)span.GetTagItem("http.request.method") == "POST"
                && span.GetTagItem("url.full") is string url
                && url == $"{Entra.Addresses.Host}{EntraIds.Tenant}/*");
        var tool = await spans.WaitForAsync(span => span.TraceId == trace && span.DisplayName == "tools/call get_user_profile");
        Assert.Equal(tool.SpanId, exchange.ParentSpanId);
        Assert.Equal(200, exchange.GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task A_refusal_of_Entra_is_reported_with_its_code_and_ends_when_the_token_file_is_valid_again()
    {
        var file = Path.Combine(Entra.Directory, "own-token");
        await File.WriteAllTextAsync(file, Entra.Cluster.Issue("mcp-client", TimeSpan.FromHours(1)), Cancellation);
        await using var host = new ServerHost(
            _server.Backend.Api.BaseAddress!, [.. _server.Settings, ("AZURE_FEDERATED_TOKEN_FILE", file)]);

        AssertRefused("Azure token acquisition failed: AADSTS700213.", await CallAsync(host));
        await File.WriteAllTextAsync(file, Entra.Cluster.Issue("mcp-server", TimeSpan.FromHours(1)), Cancellation);

        Assert.Contains("\"id\":\"123\"", (await CallAsync(host)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_with_a_cached_token_succeed_while_the_token_endpoint_is_down()
    {
        await CallAsync(_server.Host);
        Entra.Failures.Add(new InjectedFailure(503, Count: 100));

        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(_server.Host))),
            answer => Assert.Contains("\"id\":\"123\"", answer.Text, StringComparison.Ordinal));
        Assert.Equal(100, Entra.Failures.Pending);
    }

    [Theory]
    [InlineData(503, 0, "Azure token acquisition failed: Entra returned status 503.")]
    [InlineData(200, 60_000, "Azure token acquisition failed: Entra did not respond within 3 seconds.")]
    public async Task Without_a_token_a_call_fails_with_the_reason_and_the_next_one_succeeds_after_the_fault(
        int status, int delay, string message)
    {
        Entra.Failures.Add(new InjectedFailure(status, DelayMilliseconds: delay, Count: 100));

        AssertRefused(message, await CallAsync(_server.Host));
        Entra.Failures.Clear();

        Assert.Contains("\"id\":\"123\"", (await CallAsync(_server.Host)).Text, StringComparison.Ordinal);
    }

    private static void AssertRefused(string message, McpAnswer answer)
    {
        var error = JsonNode.Parse(answer.Text)!;
        Assert.Equal(
            ("AUTHENTICATION_ERROR", "unauthorized", message),
            ((string?)error["error"], (string?)error["details"]!["reason"], (string?)error["message"]));
    }

    private async Task<McpAnswer> CallAsync(ServerHost host, ActivityTraceId? trace = null)
    {
        var call = McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = "123" }).With(
            "Authorization", $"Bearer {_server.TokenOf(EntraIds.ClientApp)}");
        // Not with a header, which the instrumentation of this process would replace.
        using var caller = trace is { } id
            ? new Activity("caller").SetParentId(id, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded).Start()
            : null;
        return await host.SendAsync("/mcp", call);
    }
}
