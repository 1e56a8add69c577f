using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace McpAspire.Tests.Deploy.Charts;

/// <summary>A chart.</summary>
/// <param name="name">Its name.</param>
/// <param name="files">The files of all charts by their path below deploy/charts; <see langword="null"/> for the committed ones.</param>
internal sealed class Chart(string name, IReadOnlyDictionary<string, string>? files = null)
{
    public const string Directory = "deploy/charts";

    public static readonly string[] Names = ["backend", "mcp-client", "mcp-server"];

    public string Read(string file) => files is null ? File.ReadAllText(Repository.PathOf(Directory, name, file)) : files[$"{name}/{file}"];

    public YamlMappingNode ReadYaml(string file)
    {
        var stream = new YamlStream();
        using var text = new StringReader(Read(file));
        stream.Load(text);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public JsonObject ReadSchema() => JsonNode.Parse(Read("values.schema.json"))!.AsObject();

    /// <summary>
    /// The values of a file by their dotted path, each with its part of the schema; a part without properties in the schema is one value.
    /// </summary>
    public IEnumerable<(string Path, YamlNode Value, JsonObject? Schema)> Values(string file = "values.yaml") =>
        Values(string.Empty, ReadYaml(file), ReadSchema());

    /// <summary>The dotted paths of the schema's values.</summary>
    public IEnumerable<string> SchemaPaths() => SchemaPaths(string.Empty, ReadSchema());

    private static IEnumerable<(string Path, YamlNode Value, JsonObject? Schema)> Values(string path, YamlNode value, JsonObject? schema) =>
        value is YamlMappingNode mapping && schema?["properties"] is JsonObject properties
            ? mapping.SelectMany(
                entry => Values(Join(path, entry.Key.ToString()), entry.Value, properties[entry.Key.ToString()]?.AsObject()))
            : [(path, value, schema)];

    private static IEnumerable<string> SchemaPaths(string path, JsonObject schema) =>
        schema["properties"] is JsonObject properties
            ? properties.SelectMany(property => SchemaPaths(Join(path, property.Key), property.Value!.AsObject()))
            : [path];

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
