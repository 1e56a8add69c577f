using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>Kubernetes accepts every object, and names and labels follow the conventions.</summary>
internal static class ObjectRules
{
    private const string PartOf = "app.kubernetes.io/";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("OB001", "Every object is valid by Kubernetes' schema, which refuses unknown fields.", static rendering =>
            from one in rendering.Objects
            from problem in KubernetesSchema.Validate(one)
            select $"{Describe(one)}: {problem}"),
        new("OB002", "No two objects of a kind have one name, and all are in the namespace of the release.", static rendering =>
            rendering.Objects.CountBy(Describe).Where(static count => count.Value > 1)
                .Select(static count => $"{count.Key} stands {count.Value} times")
                .Concat(from one in rendering.Objects
                        where one.Text("metadata", "namespace") is not (null or Rendering.Namespace)
                        select $"{Describe(one)} is in the namespace {one.Text("metadata", "namespace")}")),
        new("OB003", "Every object has Kubernetes' recommended labels, and so has the pod template.", static rendering =>
            from labelled in rendering.Objects.Select(static one => (Name: Describe(one), Labels: one.Table("metadata", "labels")))
                .Append((Name: "the pod template", Labels: rendering.PodLabels))
            from label in (string[])["name", "instance"]
            where string.IsNullOrEmpty(labelled.Labels.Text($"{PartOf}{label}"))
            select $"{labelled.Name} has no label {PartOf}{label}"),
        new("OB004", "Every object but the pods says which chart made it, and that Helm manages it.", static rendering =>
            from one in rendering.Objects
            let labels = one.Table("metadata", "labels")
            where labels.Text($"{PartOf}managed-by") != "Helm"
                || labels.Text("helm.sh/chart")?.StartsWith($"{rendering.Chart}-", StringComparison.Ordinal) != true
            select $"{Describe(one)} lacks {PartOf}managed-by or helm.sh/chart"),
        new("OB005", "The Deployment, the Service and the ServiceAccount have the chart's name, under which others find them.",
            static rendering =>
            from kind in (string[])["Deployment", "Service", "ServiceAccount"]
            from one in rendering.Of(kind)
            where Rendering.NameOf(one) != rendering.Chart
            select $"{Describe(one)} is not named {rendering.Chart}"),
        new("OB006", "There is one Deployment, and its selector selects its own pods.", static rendering =>
            rendering.Of("Deployment").Count() != 1 ? ["there is not one Deployment"]
            : SelectorOf(rendering.Deployment) is { Count: > 0 } selector && selector.Selects(rendering.PodLabels) ? []
            : ["the Deployment's selector does not select its pods"]),
        new("OB007", "The selector holds nothing that changes: neither the version nor the chart, as it cannot be changed by an upgrade.",
            static rendering =>
            from label in SelectorOf(rendering.Deployment)
            where label.Key is not ("app.kubernetes.io/name" or "app.kubernetes.io/instance" or "app.kubernetes.io/component")
            select $"the selector has {label.Key}"),
        new("OB008", "A pod without a controller is there for a test of Helm only, and goes away.", static rendering =>
            from pod in rendering.Of("Pod")
            let annotations = pod.Table("metadata", "annotations")
            where annotations.Text("helm.sh/hook") != "test"
                || annotations.Text("helm.sh/hook-delete-policy")?.Contains("hook-succeeded", StringComparison.Ordinal) != true
                || pod.Text("spec", "restartPolicy") != "Never"
            select $"{Describe(pod)} is no test that is deleted and never restarted"),
        new("OB009", "The server's chart has a test, and no label of its pod makes the Service send requests to it.", static rendering =>
            rendering.Chart == "mcp-server" && !rendering.Of("Pod").Any() ? ["there is no test"]
            : from pod in rendering.Of("Pod")
              from service in rendering.Of("Service")
              where service.Table("spec", "selector").Selects(pod.Table("metadata", "labels"))
              select $"{Describe(service)} selects {Describe(pod)}"),
    ];

    public static string Describe(JsonObject one) => $"{one.Text("kind")}/{Rendering.NameOf(one)}";

    public static JsonObject SelectorOf(JsonObject one) => one.Table("spec", "selector", "matchLabels");
}
