using System.Text.Json.Nodes;
using McpAspire.Tests.Deploy.Checks;
using McpAspire.Tests.Deploy.Guides;

namespace McpAspire.Tests.Deploy.Observability;

/// <summary>Dashboard, rules and runbooks.</summary>
internal static class ObservabilityFiles
{
    public static string Folder { get; } = Repository.PathOf("deploy", "observability");

    public static JsonNode Dashboard { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "mcp-aspire.json")))!;

    public static JsonObject RuleFile { get; } = YamlDocuments.Parse(File.ReadAllText(Path.Combine(Folder, "rules.yaml"))).Single();

    public static IReadOnlyList<AlertRule> Rules { get; } =
    [
        .. from rule in RuleFile.Each("groups").SelectMany(static one => one.Each("rules"))
           select new AlertRule(
               rule.Text("record"), rule.Text("alert"), rule.Text("expr")!, TextsOf(rule.Table("labels")),
               TextsOf(rule.Table("annotations"))),
    ];

    /// <summary>The panels and the variables.</summary>
    public static IEnumerable<JsonObject> Panels => Dashboard.Each("panels").Where(static panel => panel.Text("type") != "row");

    /// <summary>The names of the alerts.</summary>
    public static IEnumerable<string> Alerts => Rules.Select(static rule => rule.Alert).OfType<string>().Distinct();

    /// <summary>All expressions, with their location and the labels that their text uses.</summary>
    public static IEnumerable<(string Place, string Expression, IEnumerable<string> Shown)> Expressions =>
    [
        .. from panel in Panels
           from target in panel.Each("targets")
           select ($"panel {panel.Text("title")}", target.Text("expr")!, Shown(target.Text("legendFormat")!, "{{", "}}")),
        .. from variable in Dashboard.Each("templating", "list")
           where variable.Text("type") == "query"
           select ($"variable {variable.Text("name")}", variable.Text("query", "query")!, Enumerable.Empty<string>()),
        .. from rule in Rules
           select ($"rule {rule.Alert ?? rule.Record}", rule.Expression,
               rule.Annotations.Values.SelectMany(static text => Shown(text, "{{ $labels.", " }}"))),
        .. from document in MarkdownDocument.All
           where document.Path.StartsWith("docs/runbooks/", StringComparison.Ordinal) || document.Path is "docs/AKS_DEPLOYMENT_GUIDE.md"
               or "deploy/observability/README.md"
           from block in document.Blocks
           where block.Language == "promql"
           from query in block.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
           select (document.Path, query, Enumerable.Empty<string>()),
    ];

    private static IEnumerable<string> Shown(string text, string begin, string end) =>
        text.Split(begin).Skip(1).Select(part => part.Split(end)[0])
            .Where(static label => label.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_'));

    private static Dictionary<string,
        string> TextsOf(JsonObject table) =>
        table.ToDictionary(static entry => entry.Key, static entry => $"{entry.Value}", StringComparer.Ordinal);
}
