using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Telemetry;
using McpAspire.Testing.Wire;
using McpAspire.Tests.Aspire;
using Xunit.Sdk;

namespace McpAspire.Tests.Observability;

/// <summary>All telemetry of the three programs has the same trace id.</summary>
[Trait("Category", "Aspire")]
[Collection(AppHostGroup.Name)]
public sealed class TraceTests(AppHostFixture fixture)
{
    private const string Sdk = TelemetryExtensions.McpSdk;
    private static readonly TimeSpan ExportLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task A_call_is_one_trace_through_client_server_and_backend_with_all_its_logs()
    {
        var server = fixture.System.AddressOf("mcp-server");
        var calls = new Dictionary<string, (string Trace, string Parent, string? ErrorTrace)>();
        foreach (var revision in (string[])[Revision.November2025, Revision.July2026])
        {
            foreach (var user in (string[])["123", "nobody"])
            {
                calls[$"{revision} {user}"] = await CallAsync(server, revision, user);
            }
        }

        using var probe = await new HttpClient(new SocketsHttpHandler()).GetAsync(new Uri(server, "/health/ready"), Cancellation);
        await AssertExportedAsync(fixture.System.Receiver, (spans, logs) =>
        {
            foreach (var (name, (trace, parent, errorTrace)) in calls)
            {
                var fails = name.EndsWith("nobody", StringComparison.Ordinal);
                AssertServed(spans, trace, parent, fails ? "tool_error" : null);
                var audit = Assert.Single(
                    logs, log => log.TraceId == trace && log.Category == LogCategories.Audit && log.Service == "mcp-server");
                Assert.Equal(fails ? "SERVICE_ERROR" : null, audit.Attributes.GetValueOrDefault("ErrorCode"));
                Assert.Equal(fails ? trace : null, errorTrace);
                Assert.Equal(fails, logs.Any(log => log.TraceId == trace && log.Category == "McpAspire.Server.Calls.ServedTool"));
            }

            AssertWorkersOwn(spans, logs);
            var requests = spans.Where(static span => span is { Service: "mcp-server", Source: "Microsoft.AspNetCore" });
            Assert.DoesNotContain(requests, static span => span.Name.Contains("/health", StringComparison.Ordinal));
        });
    }

    /// <summary>Retries the assertions until the programs have exported their telemetry.</summary>
    private static async Task AssertExportedAsync(OtlpReceiver receiver, Action<List<OtlpSpan>, List<OtlpLog>> assert)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(ExportLimit);
        while (true)
        {
            try
            {
                assert(
                    [.. receiver.Exports.Where(export => export.Path == "/v1/traces").SelectMany(export => OtlpSpan.Read(export.Body))],
                    [.. receiver.Exports.Where(export => export.Path == "/v1/logs").SelectMany(export => OtlpLog.Read(export.Body))]);
                return;
            }
            catch (XunitException) when (!limit.IsCancellationRequested)
            {
                await Task.Delay(PollInterval, Cancellation);
            }
        }
    }

    /// <summary>Checks a call with a caller's trace: each span is the parent of the next.</summary>
    private static void AssertServed(List<OtlpSpan> spans, string trace, string parent, string? error)
    {
        var tree = string.Join('\n', spans.Where(span => span.TraceId == trace));
        var request = One(spans, trace, "mcp-server", "Microsoft.AspNetCore", "POST /mcp/", tree);
        var tool = One(spans, trace, "mcp-server", Sdk, "tools/call get_user_profile", tree);
        var outgoing = One(spans, trace, "mcp-server", "System.Net.Http", "GET", tree);
        var backend = One(spans, trace, "backend", "Microsoft.AspNetCore", "GET /users/{id}", tree);
        Assert.Equal([parent, request.Id, tool.Id, outgoing.Id], [request.ParentId, tool.ParentId, outgoing.ParentId, backend.ParentId]);
        Assert.Equal(error, tool.Attributes.GetValueOrDefault("error.type"));
        Assert.EndsWith("/users/*", outgoing.Attributes["url.full"], StringComparison.Ordinal);
    }

    /// <summary>Checks a round of the worker, whose own span is the root of the trace.</summary>
    private static void AssertWorkersOwn(List<OtlpSpan> spans, List<OtlpLog> logs)
    {
        var round = spans.Find(span => span is { Service: "mcp-client", Name: "worker round" });
        Assert.NotNull(round);
        var tree = string.Join('\n', spans.Where(span => span.TraceId == round.TraceId));
        var call = One(spans, round.TraceId, "mcp-client", Sdk, "tools/call list_users", tree);
        var tool = One(spans, round.TraceId, "mcp-server", Sdk, "tools/call list_users", tree);
        var backend = One(spans, round.TraceId, "backend", "Microsoft.AspNetCore", "GET /users/", tree);
        Assert.Equal(round.Id, call.ParentId);
        Assert.True(IsBelow(spans, tool, call.Id), tree);
        Assert.True(IsBelow(spans, backend, tool.Id), tree);
        Assert.Equal(
            ["mcp-client", "mcp-server"],
            logs.Where(log => log.TraceId == round.TraceId).Select(log => log.Service).Distinct().Order(StringComparer.Ordinal));
    }

    private static bool IsBelow(List<OtlpSpan> spans, OtlpSpan span, string ancestor) =>
        span.ParentId == ancestor || (spans.Find(one => one.Id == span.ParentId) is { } parent && IsBelow(spans, parent, ancestor));

    private static OtlpSpan One(List<OtlpSpan> spans, string trace, string service, string source, string name, string tree)
    {
        var found = spans.FindAll(span => (span.TraceId, span.Service, span.Source, span.Name) == (trace, service, source, name));
        Assert.True(found.Count == 1, $"{found.Count} × {service} {source} {name} in\n{tree}");
        return found[0];
    }

    /// <summary>Calls as a client that does not export spans.</summary>
    private static async Task<(string Trace, string Parent, string? ErrorTrace)> CallAsync(Uri server, string revision, string user)
    {
        var (trace, parent) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        var call = McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = user }).With("traceparent", $"00-{trace}-{parent}-01");
        // Not with HttpClient, because instrumentation in this process would replace the header.
        var headers = call.Headers.Select(static header => (header.Key, header.Value));
        RawRequest request = new(
            "POST /mcp HTTP/1.1",
            [("Host", server.Authority), ("Content-Type", "application/json"), .. headers],
            Encoding.UTF8.GetBytes(call.Body));
        var answer = await RawHttp.SendAsync(server, request.ToBytes(), closes: false, Cancellation);
        Assert.Equal(200, answer?.Status);
        var result = answer!.Json!["result"]!;
        var error = result["isError"]?.GetValue<bool>() is true ? JsonNode.Parse(result["content"]![0]!["text"]!.GetValue<string>()) : null;
        return (trace, parent, error?["details"]?["trace_id"]?.GetValue<string>());
    }
}
