using System.Text.Json.Nodes;
using McpAspire.Bench.Load;
using McpAspire.Tests.Protocol;

namespace McpAspire.ScaleBench;

/// <summary>The calls of the load.</summary>
internal static class Calls
{
    /// <summary>A small read, which the model is about.</summary>
    public static McpCall User { get; } = McpCall.Tool(Revision.July2026, "get_user_profile", new JsonObject { ["user_id"] = "123" });

    /// <summary>A result as large as the server makes one.</summary>
    public static McpCall Query { get; } = McpCall.Tool(Revision.July2026, "query_data", new JsonObject { ["dataset"] = "bulk", ["limit"] = 1000 });

    public static Call SmallRead { get; } = Call.Of(User, "\"id\":\"123\"");

    public static Call LargeRead { get; } = Call.Of(Query, "\"structuredContent\":{\"dataset\":\"bulk\"");
}
