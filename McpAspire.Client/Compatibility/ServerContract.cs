using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Compatibility;

/// <summary>Builds the contract of a running server from its description.</summary>
internal static class ServerContract
{
    /// <summary>The metadata key of a tool's error codes: an array of strings.</summary>
    private const string ErrorsKey = "mcpaspire/errors";

    /// <summary>The metadata key of a tool's limits: an object as in the contract.</summary>
    private const string LimitsKey = "mcpaspire/limits";

    private const string NoName = "unnamed";

    /// <param name="source">The server's address, for error messages.</param>
    /// <param name="server">The server's name, if it has one.</param>
    /// <param name="revisions">The protocol revisions that it supports.</param>
    /// <param name="tools">Its tools.</param>
    /// <exception cref="ContractException">The server's description is not a valid contract.</exception>
    public static Contract Of(string source, string? server, IEnumerable<string> revisions, IEnumerable<Tool> tools)
    {
        var parser = new ContractParser(source);
        var contracts = new Dictionary<string, ToolContract>(StringComparer.Ordinal);
        foreach (var tool in tools)
        {
            if (string.IsNullOrEmpty(tool.Name) || !contracts.TryAdd(tool.Name, Of(parser, tool)))
            {
                throw new ContractException(source, ContractParser.Pointer("/tools", tool.Name), "tool names must be unique and not empty");
            }
        }

        return new(
            ContractKind.Server, string.IsNullOrEmpty(server) ? NoName : server, [.. revisions.Order(StringComparer.Ordinal)], contracts);
    }

    private static ToolContract Of(ContractParser parser, Tool tool) => new()
    {
        Title = NullIfEmpty(tool.Title),
        Description = NullIfEmpty(tool.Description),
        Annotations = tool.Annotations is { } hints
            ? new()
            {
                Title = NullIfEmpty(hints.Title),
                ReadOnlyHint = hints.ReadOnlyHint,
                DestructiveHint = hints.DestructiveHint,
                IdempotentHint = hints.IdempotentHint,
                OpenWorldHint = hints.OpenWorldHint,
            }
            : null,
        InputSchema = tool.InputSchema,
        OutputSchema = tool.OutputSchema,
        Errors = Meta(tool, ErrorsKey) is { } errors ? parser.Texts(errors, At(tool, ErrorsKey)) : null,
        Limits = Meta(tool, LimitsKey) is { } limits ? parser.Limits(limits, At(tool, LimitsKey), isStrict: false) : null,
    };

    private static JsonElement? Meta(Tool tool, string key) =>
        tool.Meta is { } meta && meta.TryGetPropertyValue(key, out var value) && value is not null ? ToElement(value) : null;

    private static JsonElement ToElement(JsonNode node) => JsonElement.Parse(node.ToJsonString());

    private static string At(Tool tool, string key) =>
        ContractParser.Pointer(ContractParser.Pointer(ContractParser.Pointer("/tools", tool.Name), "_meta"), key);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
