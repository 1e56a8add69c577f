using System.Diagnostics.Metrics;
using McpAspire.ServiceDefaults.Telemetry;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Metrics of access tokens.</summary>
internal sealed class TokenMetrics
{
    private readonly Counter<long> _refreshes;
    private readonly Counter<long> _exchanges;
    private readonly Histogram<double> _duration;

    public TokenMetrics(IMeterFactory factory)
    {
#pragma warning disable CA2000 // The factory owns the meter.
        var meter = factory.Create(TelemetryExtensions.MeterName);
#pragma warning restore CA2000
        _refreshes = meter.CreateCounter<long>(
            "mcpaspire.token.refreshes", "{refresh}", "Token requests, by outcome, credential and reason.");
        _exchanges = meter.CreateCounter<long>(
            "mcpaspire.token.exchanges", "{exchange}", "Exchanges of users' tokens, by outcome (ok, refused, failed).");
        _duration = meter.CreateHistogram<double>("mcpaspire.token.acquisition.duration", "s", "Duration of token requests.");
    }

    public void Acquired(CredentialKind credential, TokenReason reason, bool success, TimeSpan elapsed)
    {
        var name = credential.ToString();
        _refreshes.Add(1, new("outcome", success ? "ok" : "failed"), new("credential", name), new("reason", reason.ToString()));
        _duration.Record(elapsed.TotalSeconds, new("outcome", success ? "ok" : "failed"), new("credential", name));
    }

    public void Exchanged(string outcome, TimeSpan elapsed)
    {
        _exchanges.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _duration.Record(elapsed.TotalSeconds, new("outcome", outcome), new("credential", "OnBehalfOf"));
    }
}
