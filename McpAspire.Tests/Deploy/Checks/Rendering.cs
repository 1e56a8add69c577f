using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>The objects of one chart with one profile, and those of the other charts with the same profile.</summary>
internal sealed class Rendering
{
    /// <summary>The namespace that the charts are installed into.</summary>
    public const string Namespace = "mcp-system";

    private Rendering(string chart, string profile, IEnumerable<JsonObject> objects) =>
        (Chart, Profile, Objects) = (chart, profile, [.. objects]);

    public string Chart { get; }

    public string Profile { get; }

    public List<JsonObject> Objects { get; }

    /// <summary>The other charts with the same profile.</summary>
    public IReadOnlyList<Rendering> Others { get; private set; } = [];

    /// <summary>All charts with this profile.</summary>
    public IEnumerable<Rendering> System => [this, .. Others];

    public Program Program => Program.Of(Chart);

    public JsonObject Deployment => Of("Deployment").Single();

    public JsonObject PodTemplate => Deployment.Table("spec", "template");

    public JsonObject PodLabels => PodTemplate.Table("metadata", "labels");

    public JsonObject PodSpec => PodTemplate.Table("spec");

    public JsonObject Container => PodSpec.Each("containers").Single();

    /// <summary>The pods of the deployment and of Helm's tests.</summary>
    public IEnumerable<(string Name, JsonObject Spec)> Pods =>
        Of("Deployment").Select(static deployment => (NameOf(deployment), deployment.Table("spec", "template", "spec")))
            .Concat(Of("Pod").Select(static pod => (NameOf(pod), pod.Table("spec"))));

    /// <summary>The containers of all pods, including init containers.</summary>
    public IEnumerable<(string Name, JsonObject Container)> Containers =>
        from pod in Pods
        from container in pod.Spec.Each("initContainers").Concat(pod.Spec.Each("containers"))
        select ($"{pod.Name}/{container.Text("name")}", container);

    /// <summary>The minimum number of pods: the autoscaler's minimum, else the replicas.</summary>
    public long MinimumReplicas =>
        Of("HorizontalPodAutoscaler").FirstOrDefault().Number("spec", "minReplicas")
        ?? Of("ScaledObject").FirstOrDefault().Number("spec", "minReplicaCount")
        ?? Deployment.Number("spec", "replicas") ?? 1;

    /// <summary>The golden output of all charts with one profile.</summary>
    public static IReadOnlyList<Rendering> ReadGolden(string profile)
    {
        Rendering[] system = [
            .. ChartProfile.Charts.Select(
                chart => new Rendering(
                chart, profile, YamlDocuments.Parse(File.ReadAllText(new ChartProfile(chart, profile).GoldenPath))))];
        foreach (var rendering in system)
        {
            rendering.Others = [.. system.Where(other => other != rendering)];
        }

        return system;
    }

    public static Rendering ReadGolden(ChartProfile profile) =>
        ReadGolden(profile.Profile).Single(rendering => rendering.Chart == profile.Chart);

    public IEnumerable<JsonObject> Of(string kind) => Objects.Where(one => one.Text("kind") == kind);

    /// <summary>
    /// The container's environment: its own variables, then those of the chart's config maps. Variables from other sources have no text.
    /// </summary>
    public SortedDictionary<string, string?> Environment()
    {
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var reference in Container.Each("envFrom"))
        {
            foreach (var (name, value) in Of("ConfigMap").Where(map => NameOf(map) == reference.Text("configMapRef", "name"))
                .SelectMany(static map => map.Table("data")))
            {
                variables[$"{reference.Text("prefix")}{name}"] = $"{value}";
            }
        }

        foreach (var variable in Container.Each("env"))
        {
            variables[variable.Text("name") ?? string.Empty] = variable.Text("value");
        }

        return variables;
    }

    /// <summary>The number of the container port that a probe, service or policy refers to.</summary>
    public long? PortNumber(JsonNode? port) =>
        port is null ? null : port.Number()
            ?? Container.Each("ports").FirstOrDefault(one => one.Text("name") == port.Text()).Number("containerPort");

    public static string NameOf(JsonObject one) => one.Text("metadata", "name") ?? "?";

    public override string ToString() => $"{Chart}, {Profile}";
}
