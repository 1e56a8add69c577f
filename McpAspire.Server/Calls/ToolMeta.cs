using System.Text.Json.Nodes;
using McpAspire.Server.Backend;

namespace McpAspire.Server.Calls;

/// <summary>Guarantees of a tool beyond its schemas, published in its <c>_meta</c> as part of the contract.</summary>
internal static class ToolMeta
{
    /// <summary>The possible error codes of a call, a list of strings.</summary>
    public const string Errors = "mcpaspire/errors";

    /// <summary>
    /// The limits of a call: <c>deadline_seconds</c>, the maximum wait for the backend, and <c>result_bytes</c>, the maximum size of a
    /// result.
    /// </summary>
    public const string Limits = "mcpaspire/limits";

    /// <param name="backend">The limits.</param>
    /// <param name="deadline">The maximum wait for an API with limits of its own.</param>
    public static JsonObject Create(BackendOptions backend, TimeSpan? deadline = null) => new()
    {
        [Errors] = new JsonArray([.. ToolError.Codes.Select(static code => JsonValue.Create(code))]),
        [Limits] = new JsonObject
        {
            ["deadline_seconds"] = (deadline ?? backend.Timeouts.Total).TotalSeconds,
            ["result_bytes"] = backend.ResponseBudgetBytes,
        },
    };
}
