using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using McpAspire.MockBackend.Entra;
using McpAspire.Server.Telemetry;
using McpAspire.ServiceDefaults.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Observability;

/// <summary>The audit log: one event for each call, at every log level.</summary>
[Trait("Category", "Integration")]
public sealed class AuditTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    private static readonly McpCall User = McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = "123" });

    [Fact]
    public async Task A_call_is_one_event_with_caller_tool_outcome_and_the_hash_of_its_arguments()
    {
        var (events, host) = Start();
        await using var _ = host;
        var call = McpCall.Tool(Revision.July2026, "list_users", new() { ["skip"] = 1, ["limit"] = 2 });

        var answer = await SendAsync(host, call, EntraIds.ClientApp);

        Assert.False(answer.Result["isError"]?.GetValue<bool>() is true);
        var audit = Assert.Single(Calls(events));
        Assert.Equal(("list_users", "ok", null), (audit.Fields["Tool"], audit.Fields["Outcome"], audit.Fields["ErrorCode"]));
        Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData("""{"limit":2,"skip":1}"""u8))}", audit.Fields["Arguments"]);
        Assert.Equal(Registrations.Apps.Single(app => app.ClientId == EntraIds.ClientApp).ObjectId, audit.Fields["Subject"]);
        Assert.Equal(EntraIds.ClientApp, audit.Fields["Client"]);
        Assert.InRange((double)audit.Fields["DurationMs"]!, 0, double.MaxValue);
        Assert.NotNull(audit.TraceId);
    }

    [Fact]
    public void A_caller_without_the_claims_oid_and_azp_has_sub_and_appid()
    {
        var events = new RecordedEvents();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(events));
        var audit = new AuditLog(Options.Create(new AuditOptions { Callers = AuditCallers.Plain }), loggers);

        audit.Write(new(), new(new ClaimsIdentity([new("sub", "subject"), new("appid", "app")])), TimeSpan.Zero);

        var fields = Assert.Single(Calls(events)).Fields;
        Assert.Equal(("subject", "app"), (fields["Subject"], fields["Client"]));
    }

    [Fact]
    public async Task Equal_arguments_have_the_same_hash()
    {
        var (events, host) = Start();
        await using var _ = host;
        string[] calls = ["""{"limit":2,"skip":1}""", """ { "skip" : 1, "\u006cimit" : 2 } """, """{"limit":2,"skip":2}"""];
        foreach (var arguments in calls)
        {
            var call = McpCall.Tool(Revision.November2025, "list_users");
            await SendAsync(
                host,
                call with { Body = call.Body.Replace("\"arguments\":{}", $"\"arguments\":{arguments}", StringComparison.Ordinal) },
                EntraIds.ClientApp);
        }

        var hashes = Calls(events).Select(audit => audit.Fields["Arguments"]).ToList();
        Assert.Equal(3, hashes.Count);
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    [Theory]
    [InlineData("unknown tool", "unknown", "PROTOCOL_ERROR", HttpStatusCode.OK)]
    [InlineData("no tool", "unknown", "PROTOCOL_ERROR", HttpStatusCode.OK)]
    [InlineData("endless name", "unknown", "PROTOCOL_ERROR", HttpStatusCode.BadRequest)]
    [InlineData("wrong header", "get_user_profile", "PROTOCOL_ERROR", HttpStatusCode.BadRequest)]
    [InlineData("forbidden", "create_ticket", "FORBIDDEN", HttpStatusCode.Forbidden)]
    [InlineData("invalid arguments", "get_user_profile", "VALIDATION_ERROR", HttpStatusCode.OK)]
    [InlineData("nobody", "get_user_profile", "SERVICE_ERROR", HttpStatusCode.OK)]
    public async Task A_refused_or_failed_call_is_one_event(string kind, string tool, string code, HttpStatusCode status)
    {
        var (events, host) = Start();
        await using var _ = host;
        var call = kind switch
        {
            "unknown tool" => McpCall.Tool(Revision.November2025, "somebodys-secret"),
            "no tool" => McpCall.Of(Revision.November2025, "tools/call", new() { ["arguments"] = new System.Text.Json.Nodes.JsonObject() }),
            "endless name" => McpCall.Tool(Revision.November2025, new string('x', 129)),
            "wrong header" => User.With("Mcp-Name", "list_users"),
            "forbidden" => McpCall.Tool(Revision.July2026, "create_ticket", new() { ["title"] = "t", ["description"] = "d" }),
            "invalid arguments" => McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = 1 }),
            _ => McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = "nobody" }),
        };

        var answer = await SendAsync(host, call, kind == "forbidden" ? EntraIds.WorkstationApp : EntraIds.ClientApp);

        Assert.Equal(status, answer.Status);
        var audit = Assert.Single(Calls(events));
        Assert.Equal((tool, "error", code), (audit.Fields["Tool"], audit.Fields["Outcome"], audit.Fields["ErrorCode"]));
        Assert.DoesNotContain("somebodys-secret", audit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_of_a_disconnected_caller_is_one_event()
    {
        await using var backend = await BlockedBackend.StartAsync();
        var events = new RecordedEvents();
        await using var host = new ServerHost(backend.Address, services => services.AddSingleton<ILoggerProvider>(events));
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var call = McpRequests.SendAsync(host.Address, "/mcp", McpRequests.User, gone.Token);
        await backend.Started.Task.WaitAsync(Cancellation);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await backend.Aborted.Task.WaitAsync(Cancellation);
        await events.WaitForAsync(static one => one.Category == LogCategories.Audit);
        await host.DisposeAsync();

        var audit = Assert.Single(Calls(events));
        Assert.Equal(("get_user_profile", "cancelled", null), (audit.Fields["Tool"], audit.Fields["Outcome"], audit.Fields["ErrorCode"]));
        Assert.Equal((null, null), (audit.Fields["Subject"], audit.Fields["Client"]));
    }

    [Fact]
    public async Task Other_requests_are_no_events()
    {
        var (events, host) = Start();
        await using var _ = host;

        await SendAsync(host, McpRequests.List, EntraIds.ClientApp);

        Assert.Empty(Calls(events));
    }

    [Theory]
    [InlineData("LOG_LEVEL", "CRITICAL")]
    [InlineData("Logging:LogLevel:Default", "None")]
    [InlineData("Logging:LogLevel:McpAspire.Audit", "None")]
    [InlineData("Logging:LogLevel:McpAspire", "Error")]
    [InlineData("Logging:McpAspire.Testing.RecordedEvents:LogLevel:Default", "None")]
    public async Task No_log_level_disables_it(string setting, string level)
    {
        var (events, host) = Start((setting, level));
        await using var _ = host;

        await SendAsync(host, User, EntraIds.ClientApp);

        Assert.Single(Calls(events));
    }

    [Theory]
    [InlineData("Hashed")]
    [InlineData("None")]
    public async Task With_a_key_hashes_are_keyed_and_callers_are_identified_as_configured(string callers)
    {
        var key = new string('k', 32);
        var (events, host) = Start(("AUDIT_HASH_KEY", key), ("AUDIT_CALLERS", callers));
        await using var _ = host;

        await SendAsync(host, User, EntraIds.ClientApp);

        var audit = Assert.Single(Calls(events));
        string Keyed(byte[] value)
        {
            return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), value));
        }

        Assert.Equal($"hmac-sha256:{Keyed(SHA256.HashData("""{"user_id":"123"}"""u8))}", audit.Fields["Arguments"]);
        Assert.Equal(callers == "None" ? null : Keyed(Encoding.UTF8.GetBytes(EntraIds.ClientApp)), audit.Fields["Client"]);
        Assert.DoesNotContain(EntraIds.ClientApp, audit.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, string.Concat(events.All.Select(one => one.Text)), StringComparison.Ordinal);
    }

    /// <summary>The events of tool calls; requests for tokens are events, too.</summary>
    private static IReadOnlyList<RecordedEvent> Calls(RecordedEvents events) =>
        [.. events.Of(LogCategories.Audit).Where(audit => audit.Fields.ContainsKey("Tool"))];

    private (RecordedEvents Events, ServerHost Host) Start(params (string Name, string Value)[] settings)
    {
        var events = new RecordedEvents();
        return (
            events,
            new ServerHost(
                server.Backend.Api.BaseAddress!,
                services => services.AddSingleton<ILoggerProvider>(events),
                [.. server.Settings, .. settings]));
    }

    private Task<McpAnswer> SendAsync(ServerHost host, McpCall call, string app) =>
        host.SendAsync("/mcp", call.With("Authorization", $"Bearer {server.TokenOf(app)}"));
}
