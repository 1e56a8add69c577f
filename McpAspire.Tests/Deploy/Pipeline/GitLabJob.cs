using System.Text.Json.Nodes;
using McpAspire.Tests.Deploy.Checks;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>A job, including the jobs that it extends.</summary>
internal sealed record GitLabJob(GitLabPipeline Pipeline, string Name, JsonObject Content)
{
    public string? Stage => Content.Text("stage");

    public bool IsTrigger => Content.ContainsKey("trigger");

    public IReadOnlyList<JsonObject> Rules => [.. Content.Each("rules")];

    public IEnumerable<string> Changes => Rules.SelectMany(static rule => rule.Texts("changes"));

    /// <summary>The jobs that it waits for; <see langword="null"/> if it waits for all earlier stages.</summary>
    public IReadOnlyList<string>? Needs => Content.ContainsKey("needs") ? [.. Content.Texts("needs")] : null;

    public IEnumerable<string> Lines =>
        Content.Texts("before_script").Concat(Content.Texts("script")).SelectMany(static text => text.Split('\n'));

    public IEnumerable<string> Images => new[] { Content["image"] }.Concat((Content["services"] as JsonArray)?.AsEnumerable() ?? [])
        .Select(static image => image is JsonObject ? image.Text("name") : image?.ToString())
        .OfType<string>();

    public string? Variable(string name) => Content.Text("variables", name) ?? Pipeline.Variables.Text(name);
}
