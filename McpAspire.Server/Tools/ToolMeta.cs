using System.Text.Json.Nodes;
using McpAspire.Server.Backend;
using McpAspire.Server.Errors;

namespace McpAspire.Server.Tools;

/// <summary>What a tool promises and its schemas cannot say, given in its <c>_meta</c>: a contract holds it, and a client that doesn't know it passes over it.</summary>
internal static class ToolMeta
{
    /// <summary>The key of the error codes with which a call may end, a list of texts.</summary>
    public const string Errors = "mcpaspire/errors";

    /// <summary>The key of the limits of a call: <c>deadline_seconds</c>, how long it may wait for the backend, and <c>result_bytes</c>, how large its result may be.</summary>
    public const string Limits = "mcpaspire/limits";

    public static JsonObject Create(BackendOptions backend) => new()
    {
        [Errors] = new JsonArray([.. ToolError.Codes.Select(static code => JsonValue.Create(code))]),
        [Limits] = new JsonObject
        {
            ["deadline_seconds"] = backend.Timeouts.Total.TotalSeconds,
            ["result_bytes"] = backend.ResponseBudgetBytes,
        },
    };
}
