using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>Only Prometheus can read the metrics; the alerts are those of deploy/observability.</summary>
internal static class MonitoringRules
{
    private const string Port = "diagnostics";
    private const string Path = "/metrics";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("MN001", "The container's port diagnostics is where the program serves its metrics.", static rendering =>
            rendering.Environment().GetValueOrDefault("DIAGNOSTICS_PORT") == $"{Number(rendering)}"
                || (Number(rendering) is null && !rendering.Environment().ContainsKey("DIAGNOSTICS_PORT")) ? []
            : [$"DIAGNOSTICS_PORT is not the port diagnostics, {Number(rendering)}"]),
        new("MN002", "No Service leads to the metrics: they name tools and backends, and ask for no token.", static rendering =>
            from service in rendering.Of("Service")
            from port in service.Each("spec", "ports")
            where rendering.PortNumber(port.At("targetPort")) is { } number && number == Number(rendering)
            select $"{ObjectRules.Describe(service)} leads to them by port {port.Text("port")}"),
        new("MN003", "One named namespace alone reaches the metrics.", static rendering =>
            from policy in rendering.Of("NetworkPolicy")
            from rule in policy.Each("spec", "ingress")
            where Number(rendering) is { } number && rule.Each("ports").Any(port => Covers(rendering, port, number))
            from violation in (string?[])
            [
                rule.Each("ports").Count() == 1 ? null
                    : "a rule lets the readers of metrics in to other ports too, or callers to the metrics",
                rule.Each("from").Count() == 1
                    && rule.Each("from")
                    .All(static peer =>
                    peer.Count == 1 && peer.Text("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name") is not null)
                    ? null : $"they are read by {rule.At("from")?.ToJsonString() ?? "everybody"}",
            ]
            where violation is not null
            select violation),
        new("MN004", "Where a PodMonitor, or an annotation, has Prometheus read the metrics, it is let in.", static rendering =>
            (rendering.Of("PodMonitor").Any() || IsAnnotated(rendering))
            && rendering.Of("NetworkPolicy").Any()
            && !rendering.Of("NetworkPolicy").SelectMany(static policy => policy.Each("spec", "ingress"))
                .Any(rule => Number(rendering) is { } number && rule.Each("ports").Any(port => Covers(rendering, port, number)))
                ? ["no policy lets it in"] : []),
        new("MN005", "A PodMonitor selects the pods, names their port and path, and sets the job that dashboard and alerts name.",
            static rendering =>
            from monitor in rendering.Of("PodMonitor")
            from violation in (string?[])
            [
                ObjectRules.SelectorOf(monitor).Selects(rendering.PodLabels) ? null : "it selects other pods",
                monitor.Each("spec", "podMetricsEndpoints").Select(static endpoint => (endpoint.Text("port"), endpoint.Text("path")))
                    .SequenceEqual([(Port, Path)]) && Number(rendering) is not null ? null : "it reads another port or path",
                monitor.Text("spec", "jobLabel") is { } label && rendering.PodLabels.Text(label) == rendering.Chart ? null
                    : $"the job is not {rendering.Chart}",
            ]
            where violation is not null
            select violation),
        new("MN006", "Annotations for Prometheus name the port and path of the metrics.", static rendering =>
            IsAnnotated(rendering) && (Annotation(rendering, "port"), Annotation(rendering, "path")) != ($"{Number(rendering)}", Path)
                ? [$"they name {Annotation(rendering, "port")} and {Annotation(rendering, "path")}"] : []),
        new("MN007", "The groups of a PrometheusRule are those of deploy/observability/rules.yaml, but for where the runbooks are.",
            static rendering =>
            from rule in rendering.Of("PrometheusRule")
            where !JsonNode.DeepEquals(
                WithoutRunbooks(rule.At("spec")),
                WithoutRunbooks(YamlDocuments.Parse(File.ReadAllText(Repository.PathOf("deploy", "observability", "rules.yaml"))).Single()))
            select $"{ObjectRules.Describe(rule)} has other ones"),
    ];

    private static long? Number(Rendering rendering) =>
        rendering.Container.Each("ports").FirstOrDefault(static port => port.Text("name") == Port).Number("containerPort");

    private static bool Covers(Rendering rendering, JsonObject port, long number) =>
        rendering.PortNumber(port.At("port")) is not { } first || (first <= number && number <= (port.Number("endPort") ?? first));

    private static bool IsAnnotated(Rendering rendering) => Annotation(rendering, "scrape") == "true";

    private static string? Annotation(Rendering rendering, string name) =>
        rendering.PodTemplate.Text("metadata", "annotations", $"prometheus.io/{name}");

    private static JsonObject? WithoutRunbooks(JsonNode? rules)
    {
        var copy = rules?.DeepClone().AsObject();
        foreach (var annotations in copy.Each("groups").SelectMany(static group => group.Each("rules"))
            .Select(static rule => rule.Table("annotations")))
        {
            annotations["runbook_url"] = annotations.Text("runbook_url")?.Split('/')[^1];
        }

        return copy;
    }
}
