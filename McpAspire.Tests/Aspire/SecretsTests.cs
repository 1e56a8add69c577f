using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Aspire;

/// <summary>Checks all output and telemetry of a run at the most detailed log level.</summary>
[Trait("Category", "Aspire")]
public sealed partial class SecretsTests
{
    private const string TicketText = "only-the-ticket-says-this";

    /// <summary>The id of a user who does not exist; no response contains it.</summary>
    private const string UserId = "somebody-in-particular";

    /// <summary>A tool and method name that only callers use.</summary>
    private const string UnknownTool = "no-such-tool-of-anybody";

    /// <summary>Logs each request at Trace and nothing above Debug: its presence shows that the test sees every level.</summary>
    private const string LoggedBelowInformation = "Microsoft.AspNetCore.HostFiltering.HostFilteringMiddleware";

    [Fact]
    public async Task No_token_secret_or_personal_data_appears_in_logs_metrics_traces_or_errors()
    {
        await using var system = await RunningSystem.StartAsync(
            ["--MCPASPIRE_AUTHORIZATION=EntraId"],
            ("LOG_LEVEL", "TRACE"),
            ("Logging__OpenTelemetry__LogLevel__Default", "Trace"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            ("DIAGNOSTICS_PORT", "0"));
        var receiver = system.Receiver;
        var entra = new RunningEntra(system.EntraDirectory);
        var token = await entra.TokenOfClientAsync("api://mcp-server/.default");
        var weak = await entra.TokenOfWorkstationAsync("api://mcp-server/.default");
        var errors = await CallAsync(system.AddressOf("mcp-server"), token, weak);
        using var http = new HttpClient(new SocketsHttpHandler());
        var metrics = await http.GetStringAsync(MetricsAddress(system.Output), Cancellation);
        await system.App.StopAsync(Cancellation);

        Assert.Contains("Callers need a bearer token", system.Output, StringComparison.Ordinal);
        var exports = receiver.Exports.Select(static export => (export.Path, Text: Encoding.UTF8.GetString(export.Body))).ToList();
        Assert.Equal(
            ["/v1/logs", "/v1/metrics", "/v1/traces"],
            exports.Select(static export => export.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(exports, static export => export.Text.Contains(LoggedBelowInformation, StringComparison.Ordinal));
        string[] secrets =
        [
            .. entra.Assertions.Append(token).Append(weak).SelectMany(static secret => secret.Split('.').Skip(1)),
            EntraIds.WorkstationSecret, TicketText, UserId, "/users/123",
        ];
        var exportedMetrics = exports.Where(static export => export.Path == "/v1/metrics").Select(static export => export.Text);
        var allMetrics = metrics + string.Concat(exportedMetrics);
        Assert.DoesNotContain(UnknownTool, allMetrics, StringComparison.Ordinal);
        foreach (var (where, text) in exports.Append(("console", system.Output)).Append(("metrics", metrics)).Append(("errors", errors)))
        {
            // An error contains the id that its caller sent.
            var leaked = secrets.FirstOrDefault(
                secret => (where, secret) != ("errors", UserId) && text.Contains(secret, StringComparison.Ordinal));
            Assert.True(leaked is null, leaked is null ? null : $"{where}: {Around(text, text.IndexOf(leaked, StringComparison.Ordinal))}");
            var found = Token().Matches(text).Concat(EmailAddress().Matches(text)).FirstOrDefault();
            Assert.True(found is null, found is null ? null : $"{where}: {Around(text, found.Index)}");
        }
    }

    /// <summary>Makes successful calls and each kind of failing call.</summary>
    private static async Task<string> CallAsync(Uri server, string token, string weak)
    {
        var description = $"{TicketText} {TicketText}";
        var create = McpCall.Tool(Revision.July2026, "create_ticket", new() { ["title"] = TicketText, ["description"] = description });
        var profile = McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = "123", ["include_details"] = true });
        var filters = new JsonObject { ["id"] = UserId };
        var query = McpCall.Tool(Revision.November2025, "query_data", new() { ["dataset"] = "users", ["filters"] = filters });
        var named = McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = UserId }).With("User-Agent", "test/1");
        (McpCall Call, string? Token, HttpStatusCode Status)[] calls =
        [
            (profile, token, HttpStatusCode.OK),
            (create, token, HttpStatusCode.OK),
            (McpCall.Tool(Revision.July2026, UnknownTool), token, HttpStatusCode.OK),
            (McpCall.Of(Revision.November2025, UnknownTool), token, HttpStatusCode.OK),
            (McpRequests.List, null, HttpStatusCode.Unauthorized),
            (McpRequests.List, token[..^4], HttpStatusCode.Unauthorized),
            (create, weak, HttpStatusCode.Forbidden),
            (McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = UserId }), token, HttpStatusCode.OK),
            (named, token, HttpStatusCode.OK),
            (query, token, HttpStatusCode.OK),
            (McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = 1 }), token, HttpStatusCode.OK),
        ];
        var errors = new StringBuilder();
        foreach (var (call, bearer, status) in calls)
        {
            var authorized = bearer is null ? call : call.With("Authorization", $"Bearer {bearer}");
            var answer = await McpRequests.SendAsync(server, "/mcp", authorized, Cancellation);
            Assert.Equal(status, answer.Status);
            if (answer.Message?["result"]?["isError"]?.GetValue<bool>() is true || status != HttpStatusCode.OK)
            {
                errors.AppendLine(answer.Message?.ToJsonString()).AppendLine(answer.Response.Headers.ToString());
            }
        }

        return errors.ToString();
    }

    private static Uri MetricsAddress(string output) => new(MetricsLine().Match(output).Groups[1].Value);

    [GeneratedRegex("mcp-server.*Metrics can be fetched at (\\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex MetricsLine();

    private static string Around(string text, int index) => text[Math.Max(0, index - 200)..Math.Min(text.Length, index + 100)];

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"[A-Za-z0-9._]+@example\.", RegexOptions.CultureInvariant)]
    private static partial Regex EmailAddress();
}
