using System.Text.Json.Nodes;
using McpAspire.Bench.Hosts;
using McpAspire.Bench.Load;

namespace McpAspire.Bench.Contestants;

/// <summary>Who is measured, in the order of the report.</summary>
internal static class Catalog
{
    private const string EchoMarker = "\"structuredContent\":{\"text\":";
    private const string UserMarker = "\"id\":\"123\"";

    public static IReadOnlyList<Contestant> All { get; } =
    [
        new("a", "raw Kestrel, fixed JSON", Echo, ServerKind.Raw, Variant.None),
        new("b", "MCP SDK alone", Echo, ServerKind.Bare, Variant.None),
        new("c", "server's pipeline, trivial tool", Echo, ServerKind.Pipeline, Variant.None),
        new("d", "server, get_user_profile", User, ServerKind.Product, Variant.None),
        new("e", "backend call, plain route", User, ServerKind.Direct, Variant.None),
        new("f", "TypeScript SDK", TextEcho, ServerKind.TypeScript, Variant.None),
        new("g", "fastmcp (TypeScript)", TextEcho, ServerKind.FastMcp, Variant.None),
    ];

    /// <summary>Those of the options, each .NET server with each variant.</summary>
    public static IReadOnlyList<Contestant> Chosen(BenchOptions options) =>
    [
        .. from contestant in All
           where options.Only.Contains(contestant.Key, StringComparer.Ordinal)
           from variant in options.Variants
           where variant == Variant.None || (contestant.IsDotNet && (variant.Folder is null || contestant.Server is ServerKind.Product))
           select contestant with { Name = variant == Variant.None ? contestant.Name : $"{contestant.Name}; {variant.Name}", Variant = variant },
    ];

    public static Call Echo(string revision) => Echo(revision, 0);

    /// <summary>A call whose result is about as long as that.</summary>
    public static Call Echo(string revision, int length) => Call.Of(
        McpCall.Tool(revision, EchoTool.Name, length == 0 ? new() { ["text"] = "hello" } : new() { ["text"] = "hello", ["length"] = length }), EchoMarker);

    public static Call ListTools(string revision) => Call.Of(McpCall.Of(revision, "tools/list"), $"\"{EchoTool.Name}\"");

    public static Call Query(string revision, int limit) => Call.Of(
        McpCall.Tool(revision, "query_data", new JsonObject { ["dataset"] = "bulk", ["limit"] = limit }), "\"structuredContent\":{\"dataset\":\"bulk\"");

    private static Call User(string revision) => Call.Of(McpCall.Tool(revision, "get_user_profile", new JsonObject { ["user_id"] = "123" }), UserMarker);

    /// <summary>Without structured content, which fastmcp does not send.</summary>
    private static Call TextEcho(string revision) => Call.Of(McpCall.Tool(revision, EchoTool.Name, new() { ["text"] = "hello" }), "\"type\":\"text\",\"text\":\"");
}
