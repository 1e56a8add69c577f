using System.Text.Json.Nodes;
using McpAspire.Server.Backend;

namespace McpAspire.Server.Calls;

/// <summary>
/// What a tool promises beyond its schemas, published in its <c>_meta</c>: part of the contract; unknown clients ignore it.
/// </summary>
internal static class ToolMeta
{
    /// <summary>The error codes with which a call may end, a list of strings.</summary>
    public const string Errors = "mcpaspire/errors";

    /// <summary>
    /// The limits of a call: <c>deadline_seconds</c>, the maximum wait for the backend, and <c>result_bytes</c>, the maximum size of a
    /// result.
    /// </summary>
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
