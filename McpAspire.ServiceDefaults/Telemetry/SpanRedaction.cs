using System.Diagnostics;
using McpAspire.ServiceDefaults.Privacy;
using OpenTelemetry;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>Removes ids from the addresses in spans, and tokens and e-mail addresses from their texts, before they are exported.</summary>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        data.DisplayName = Redaction.Scrub(data.DisplayName);
        if (data.StatusDescription is { } description)
        {
            // The MCP SDK sets it to the tool's error, which contains names from the caller.
            data.SetStatus(data.Status, data.Source.Name == TelemetryExtensions.McpSdk ? null : Redaction.Scrub(description));
        }

        List<KeyValuePair<string, object?>>? changes = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (tag.Value is string text && Safe(tag.Key, text) is var safe && !ReferenceEquals(safe, text))
            {
                (changes ??= []).Add(new(tag.Key, safe));
            }
        }

        changes?.ForEach(change => data.SetTag(change.Key, change.Value));
    }

    private static string? Safe(string name, string text) => name switch
    {
        "url.full" or "url.path" or "mcp.resource.uri" => Redaction.MaskPath(Redaction.Scrub(text)),
        "url.query" => null,
        _ => Redaction.Scrub(text),
    };
}
