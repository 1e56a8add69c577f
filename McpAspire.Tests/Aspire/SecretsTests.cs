using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Http;

namespace McpAspire.Tests.Aspire;

/// <summary>What a whole run lets out, at the level that lets out most.</summary>
[Trait("Category", "Aspire")]
public sealed partial class SecretsTests
{
    private const string TicketText = "only-the-ticket-says-this";

    /// <summary>Of a user who does not exist, so that no answer has it.</summary>
    private const string UserId = "somebody-in-particular";

    /// <summary>What a caller may write for a tool or a method, and nobody else.</summary>
    private const string UnknownTool = "no-such-tool-of-anybody";

    /// <summary>It says for each request, at Trace, that all hosts are allowed, and nothing above Debug. What the servers' own settings keep from the console goes to OpenTelemetry here.</summary>
    private const string LoggedBelowInformation = "Microsoft.AspNetCore.HostFiltering.HostFilteringMiddleware";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_token_secret_or_personal_data_gets_into_logs_metrics_traces_or_errors()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var environment = new Dictionary<string, string>
        {
            ["LOG_LEVEL"] = "TRACE",
            ["Logging__OpenTelemetry__LogLevel__Default"] = "Trace",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["DIAGNOSTICS_PORT"] = "0",
        };
        await using var system = await RunningSystem.StartAsync(environment, Cancellation, "--Authorization:Mode=EntraId");
        var entra = new RunningEntra(Path.Combine(system.DataDirectory, "entra"));
        var (token, weak) = (await entra.TokenOfClientAsync("api://mcp-server/.default"), await entra.TokenOfWorkstationAsync("api://mcp-server/.default"));
        var errors = await CallAsync(system.AddressOf("mcp-server"), token, weak);
        using var http = new HttpClient(new SocketsHttpHandler());
        var metrics = await http.GetStringAsync(MetricsAddress(system.Output), Cancellation);
        await system.StopAsync(Cancellation);

        Assert.Contains("Callers need a bearer token", system.Output, StringComparison.Ordinal);
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], receiver.Exports.Select(export => export.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(receiver.Exports, export => Encoding.UTF8.GetString(export.Body).Contains(LoggedBelowInformation, StringComparison.Ordinal));
        string[] secrets = [.. entra.Assertions.Append(token).Append(weak).SelectMany(secret => secret.Split('.').Skip(1)), EntraIds.WorkstationSecret, TicketText, UserId, "/users/123"];
        Assert.DoesNotContain(UnknownTool, metrics + string.Concat(receiver.Exports.Where(export => export.Path == "/v1/metrics").Select(export => Encoding.UTF8.GetString(export.Body))), StringComparison.Ordinal);
        foreach (var (where, text) in receiver.Exports.Select(export => (export.Path, Encoding.UTF8.GetString(export.Body))).Append(("console", system.Output)).Append(("metrics", metrics)).Append(("errors", errors)))
        {
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
            var found = Token().Matches(text).Concat(EmailAddress().Matches(text)).FirstOrDefault();
            Assert.True(found is null, found is null ? null : $"{where}: {Around(text, found.Index)}");
        }
    }

    /// <summary>Good calls, and each kind of bad one.</summary>
    private static async Task<string> CallAsync(Uri server, string token, string weak)
    {
        var create = McpCall.Tool(Revision.July2026, "create_ticket", new() { ["title"] = TicketText, ["description"] = $"{TicketText} {TicketText}" });
        (McpCall Call, string? Token, HttpStatusCode Status)[] calls =
        [
            (McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = "123", ["include_details"] = true }), token, HttpStatusCode.OK),
            (create, token, HttpStatusCode.OK),
            (McpCall.Tool(Revision.July2026, UnknownTool), token, HttpStatusCode.OK),
            (McpCall.Of(Revision.November2025, UnknownTool), token, HttpStatusCode.OK),
            (McpRequests.List, null, HttpStatusCode.Unauthorized),
            (McpRequests.List, token[..^4], HttpStatusCode.Unauthorized),
            (create, weak, HttpStatusCode.Forbidden),
            (McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = UserId }), token, HttpStatusCode.OK),
            (McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = UserId }).With("User-Agent", "test/1"), token, HttpStatusCode.OK),
            (McpCall.Tool(Revision.November2025, "query_data", new() { ["dataset"] = "users", ["filters"] = new JsonObject { ["id"] = UserId } }), token, HttpStatusCode.OK),
            (McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = 1 }), token, HttpStatusCode.OK),
        ];
        var errors = new StringBuilder();
        foreach (var (call, bearer, status) in calls)
        {
            var answer = await McpRequests.SendAsync(server, "/mcp", bearer is null ? call : call.With("Authorization", $"Bearer {bearer}"), Cancellation);
            Assert.Equal(status, answer.Status);
            if (answer.Message?["result"]?["isError"]?.GetValue<bool>() is true || status != HttpStatusCode.OK)
            {
                errors.AppendLine(answer.Message?.ToJsonString()).AppendLine(answer.Response.Headers.ToString());
            }
        }

        return errors.ToString();
    }

    /// <summary>What the server, the first of the three that has nothing else on a port of its own, says of its metrics.</summary>
    private static Uri MetricsAddress(string output) => new(MetricsLine().Match(output).Groups[1].Value);

    [GeneratedRegex("mcp-server.*Metrics can be fetched at (\\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex MetricsLine();

    private static string Around(string text, int index) => text[Math.Max(0, index - 200)..Math.Min(text.Length, index + 100)];

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"[A-Za-z0-9._]+@example\.", RegexOptions.CultureInvariant)]
    private static partial Regex EmailAddress();
}
