using System.Text.Json.Nodes;
using McpAspire.Tests.Deploy.Checks;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>A pipeline as GitLab reads it, with includes and extended jobs merged.</summary>
internal sealed class GitLabPipeline
{
    private static readonly string[] Keywords = ["default", "include", "stages", "variables", "workflow"];

    private readonly JsonObject _content;

    public GitLabPipeline(IReadOnlyDictionary<string, string> files, string file)
    {
        (File, _content) = (file, Read(files, file));
        Jobs = [.. from entry in _content where !entry.Key.StartsWith('.')
            && !Keywords.Contains(entry.Key) select new GitLabJob(this, entry.Key, Extend(entry.Key))];
    }

    public string File { get; }

    public IReadOnlyList<GitLabJob> Jobs { get; }

    public IEnumerable<string> Stages => _content.Texts("stages");

    public JsonObject Variables => _content.Table("variables");

    private static JsonObject Read(IReadOnlyDictionary<string, string> files, string file)
    {
        var own = YamlDocuments.Parse(files[file]).Single();
        return own.Each("include").Select(include => Read(files, include.Text("local")!.TrimStart('/'))).Append(own)
            .Aggregate(new JsonObject(), Merge);
    }

    /// <summary>Merges mappings; of other values, the later one is used.</summary>
    private static JsonObject Merge(JsonObject first, JsonObject second)
    {
        var merged = first.DeepClone().AsObject();
        foreach (var (key, value) in second)
        {
            merged[key] = value is JsonObject inner && merged[key] is JsonObject outer ? Merge(outer, inner) : value?.DeepClone();
        }

        return merged;
    }

    private JsonObject Extend(string name)
    {
        var own = _content.Table(name);
        var bases = own["extends"] is JsonArray several ? several.Select(static one => $"{one}") : own.Text("extends") is { } one ? [one]
            : [];
        return bases.Select(Extend).Append(own).Aggregate(new JsonObject(), Merge);
    }
}
