using McpAspire.Bench.Hosts;
using McpAspire.Bench.Load;

namespace McpAspire.Bench.Servers;

/// <summary>The servers to measure, in the order of the report.</summary>
internal static class Catalog
{
    public static IReadOnlyList<string> Keys { get; } = ["a", "b", "c", "d", "e", "f", "g", "h"];

    /// <summary>The product's server with its own settings.</summary>
    public static Contestant Product { get; } = new("d", "server, get_user_profile", User, ServerKind.Product, Variant.None);

    /// <param name="keys">The letters of the servers.</param>
    /// <param name="variants">Each .NET server also runs with each of these.</param>
    /// <param name="resultBytes">Length of the trivial tool's result; 0 for the text that was sent.</param>
    public static IReadOnlyList<Contestant> Choose(IReadOnlyList<string> keys, IReadOnlyList<Variant> variants, int resultBytes)
    {
        Call EchoOf(string revision)
        {
            return Echo(revision, resultBytes);
        }

        Contestant[] all =
        [
            new("a", "raw Kestrel, fixed JSON", EchoOf, ServerKind.Raw, Variant.None),
            new("b", "MCP SDK alone, trivial tool", EchoOf, ServerKind.Bare, Variant.None),
            new("c", "server's pipeline, trivial tool", EchoOf, ServerKind.Pipeline, Variant.None),
            Product,
            new("e", "backend call, plain route", User, ServerKind.Direct, Variant.None),
            new("f", "TypeScript SDK, trivial tool", TextEcho, ServerKind.TypeScript, Variant.None),
            new("g", "fastmcp, trivial tool", TextEcho, ServerKind.FastMcp, Variant.None),
            new("h", "server of the samples, get_user_profile", User, ServerKind.Sample, Variant.None),
        ];
        return
        [
            .. from contestant in all
               where keys.Contains(contestant.Key)
               from variant in (IEnumerable<Variant>)[Variant.None, .. variants]
               where variant == Variant.None || (contestant.IsDotNet && (variant.Folder is null || contestant.Server is ServerKind.Product))
               let name = variant == Variant.None ? contestant.Name : $"{contestant.Name}; {variant.Name}"
               select contestant with { Name = name, Variant = variant },
        ];
    }

    private static Call Echo(string revision, int length) => Call.Of(
        McpCall.Tool(revision, EchoTool.Name, new() { ["text"] = "hello", ["length"] = length }),
        "\"structuredContent\":{\"text\":");

    private static Call User(string revision) =>
        Call.Of(McpCall.Tool(revision, "get_user_profile", new() { ["user_id"] = "123" }), "\"id\":\"123\"");

    /// <summary>Does not require structured content, which fastmcp does not send.</summary>
    private static Call TextEcho(string revision) =>
        Call.Of(McpCall.Tool(revision, EchoTool.Name, new() { ["text"] = "hello" }), "\"type\":\"text\",\"text\":\"");
}
