using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>The rules of AKS Deployment Safeguards, and related advice of AKS' reliability checklist.</summary>
internal static partial class SafeguardRules
{
    private static readonly string[] Spread = ["topology.kubernetes.io/zone", "kubernetes.io/hostname"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("AS001", "Every container requests at least 100m of CPU and 100Mi of memory.", static rendering =>
            from container in rendering.Containers
            let requests = container.Container.Table("resources", "requests")
            where Quantity.Parse(requests.Text("cpu")) is not >= 0.1m || Quantity.Parse(requests.Text("memory")) is not >= 100 * 1024 * 1024
            select $"{container.Name} requests less"),
        new("AS002", "Every container has a memory limit, and no limit is below its request.", static rendering =>
            from container in rendering.Containers
            let resources = container.Container.Table("resources")
            where Quantity.Parse(resources.Text("limits", "memory")) is not { } memory
                || memory < Quantity.Parse(resources.Text("requests", "memory"))
                || Quantity.Parse(resources.Text("limits", "cpu")) < Quantity.Parse(resources.Text("requests", "cpu"))
            select $"{container.Name} has no memory limit, or one below its request"),
        new("AS003", "Every container of the Deployment has a startup, a liveness and a readiness probe.", static rendering =>
            from container in rendering.PodSpec.Each("containers")
            from probe in PortRules.Probes
            where container.Table(probe).Count == 0
            select $"{container.Text("name")} has no {probe}"),
        new("AS004", "Two replicas or more are spread over zones and nodes, by a constraint that counts the pods of one revision.",
            static rendering =>
            rendering.MinimumReplicas < 2 ? []
            : from key in Spread
              where !rendering.PodSpec.Each("topologySpreadConstraints").Any(constraint => constraint.Text("topologyKey") == key
                  && constraint.Table("labelSelector", "matchLabels") is { Count: > 0 } selector && selector.Selects(rendering.PodLabels)
                  && constraint.Texts("matchLabelKeys").Contains("pod-template-hash"))
              select $"the pods are not spread over {key}"),
        new("AS005", "Every image has a tag other than latest, or a digest.", static rendering =>
            from container in rendering.Containers
            where container.Container.Text("image") is not { } image || !ImagePattern.IsMatch(image)
                || image.EndsWith(":latest", StringComparison.Ordinal)
            select $"{container.Name} has the image '{container.Container.Text("image")}'"),
        new("AS006", "Every Service selects the pods of its own Deployment, and no other chart's Service has the same selector.",
            static rendering =>
            from service in rendering.Of("Service")
            let selector = service.Table("spec", "selector")
            where selector.Count == 0 || !selector.Selects(rendering.PodLabels)
                || rendering.Others.Any(
                    other => selector.Selects(other.PodLabels)
                    || other.Of("Service").Any(theirs => theirs.Table("spec", "selector").SameAs(selector)))
            select $"{ObjectRules.Describe(service)} selects other pods than those of its Deployment"),
        new("AS007", "Services are reached from inside the cluster only, and send requests to every pod.", static rendering =>
            from service in rendering.Of("Service")
            where service.Text("spec", "type") is not (null or "ClusterIP")
                || service.Text("spec", "sessionAffinity") is not (null or "None") || service.At("spec", "externalIPs") is not null
            select $"{ObjectRules.Describe(service)} is open to the outside, or sticky"),
        new("AS008", "Images come without a pull secret: the kubelet's identity may pull.", static rendering =>
            from pod in rendering.Pods
            where pod.Spec.Each("imagePullSecrets").Any()
            select $"{pod.Name} has a pull secret"),
        new("AS009",
            "The backend is a demo on one volume: one replica, replaced rather than rolled, neither scaled nor guarded against eviction.",
            static rendering =>
            rendering.Chart != "backend"
                || (rendering.Deployment.Number("spec", "replicas") == 1
                && rendering.Deployment.Text("spec", "strategy", "type") == "Recreate"
                && !rendering.Of("HorizontalPodAutoscaler").Concat(rendering.Of("ScaledObject")).Concat(rendering.Of("PodDisruptionBudget"))
                    .Any()) ? [] : ["the backend has more than one replica could bear"]),
    ];

    // A colon in an earlier part of the path is the port of the registry, not a tag.
    [GeneratedRegex(
        @"^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*(?=[:@])(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex ImagePattern { get; }
}
