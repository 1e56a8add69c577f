using System.Diagnostics.Metrics;
using System.Text.Json;
using McpAspire.Server.Backend;
using McpAspire.ServiceDefaults.Telemetry;

namespace McpAspire.Server.OpenApi;

/// <summary>Compares responses with the schemas of the document. Real APIs drift: callers still get what the API returns.</summary>
internal sealed partial class ApiDrift
{
    private readonly Counter<long> _drifts;
    private readonly ILogger<ApiDrift> _logger;

    public ApiDrift(IMeterFactory factory, ILogger<ApiDrift> logger)
    {
        _logger = logger;
#pragma warning disable CA2000 // The factory owns the meter.
        var meter = factory.Create(TelemetryExtensions.MeterName);
#pragma warning restore CA2000
        _drifts = meter.CreateCounter<long>(
            "mcpaspire.api.drifts", "{response}", "Responses that break the schema of the OpenAPI document, by tool.");
    }

    /// <returns>Whether <paramref name="value"/> breaks the schema.</returns>
    /// <exception cref="BackendException"><paramref name="value"/> breaks the schema, and the API is strict.</exception>
    public bool Check(string tool, ToolSchema schema, JsonElement value, int status, bool isStrict, bool logs)
    {
        if (schema.Check(value) is not [var first, ..] all)
        {
            return false;
        }

        _drifts.Add(1, new KeyValuePair<string, object?>("tool", tool));
        // A name that is not in the document is data, such as the key of a map.
        var path = string.Join('.', ["$", .. first.Path.Select(name => schema.Declares(name) ? name : "*")]);
        if (isStrict)
        {
            throw BackendException.Unreadable($"status {status}, at {path}, breaks the rule {first.Rule} of the document");
        }

        if (logs)
        {
            Log.Drifted(_logger, tool, path, first.Rule, all.Count);
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Tool}: the response is not as the OpenAPI document says: at {Path}, {Rule}; {Count} in all")]
        public static partial void Drifted(ILogger logger, string tool, string path, string rule, int count);
    }
}
