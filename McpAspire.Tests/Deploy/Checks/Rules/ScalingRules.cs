using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>The number of pods has one owner, and nodes can be drained.</summary>
internal static class ScalingRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("SC001", "Either the Deployment or an autoscaler sets the number of pods.", static rendering =>
            Scalers(rendering).Any() != rendering.Deployment.Table("spec").ContainsKey("replicas") ? []
                : ["both or neither set the number of pods"]),
        new("SC002", "There is at most one autoscaler: KEDA makes an HPA of its own.", static rendering =>
            Scalers(rendering).Count() <= 1 ? [] : ["a HorizontalPodAutoscaler and a ScaledObject, or two of one, scale the Deployment"]),
        new("SC003", "The autoscaler scales the chart's Deployment, between a minimum and a higher maximum.", static rendering =>
            from scaler in Scalers(rendering)
            let target = scaler.Table("spec", "scaleTargetRef")
            let minimum = scaler.Number("spec", "minReplicas") ?? scaler.Number("spec", "minReplicaCount") ?? 0
            let maximum = scaler.Number("spec", "maxReplicas") ?? scaler.Number("spec", "maxReplicaCount") ?? 0
            where target.Text("kind") is not (null or "Deployment") || target.Text("name") != Rendering.NameOf(rendering.Deployment)
                || minimum < 1 || maximum <= minimum
            select $"{ObjectRules.Describe(scaler)} scales {target.Text("kind")}/{target.Text("name")} between {minimum} and {maximum}"),
        new("SC004",
            "The HPA has a metric, and every container requests the resource of a utilization metric.",
            static rendering =>
            from scaler in rendering.Of("HorizontalPodAutoscaler")
            let resources = scaler.Each("spec", "metrics").Where(static metric => metric.Text("type") == "Resource")
                .Select(static metric => metric.Table("resource")).ToList()
            where !scaler.Each("spec", "metrics").Any()
                || resources.Any(resource => resource.Number("target", "averageUtilization") is not (>= 10 and <= 100)
                || rendering.PodSpec.Each("containers")
                    .Any(container => container.Text("resources", "requests", resource.Text("name")!) is null))
            select $"{ObjectRules.Describe(scaler)} has no metric, or one without a request"),
        new("SC005", "The autoscaler has a scaling behavior, and waits 300 s or more before it scales down.", static rendering =>
            from scaler in Scalers(rendering)
            let behavior = scaler.At("spec", "behavior") ?? scaler.At("spec", "advanced", "horizontalPodAutoscalerConfig", "behavior")
            where behavior.Number("scaleDown", "stabilizationWindowSeconds") is not >= 300 || behavior.At("scaleUp") is null
            select $"{ObjectRules.Describe(scaler)} has no behaviour, or scales down too fast"),
        new("SC006", "The disruption budget selects the pods and lets at least one be evicted; with two pods or more there is a budget.",
            static rendering =>
            rendering.MinimumReplicas >= 2 && !rendering.Of("PodDisruptionBudget").Any() ? ["there is no PodDisruptionBudget"]
            : from budget in rendering.Of("PodDisruptionBudget")
              where !ObjectRules.SelectorOf(budget).SameAs(ObjectRules.SelectorOf(rendering.Deployment))
                  || !LetsEvict(budget, rendering.MinimumReplicas)
              select $"{ObjectRules.Describe(budget)} selects other pods, or lets none be evicted"),
        new("SC007", "In production the server has two pods or more.", static rendering =>
            rendering is not { Chart: "mcp-server", Profile: "production" } || rendering.MinimumReplicas >= 2 ? []
                : ["production has one pod"]),
    ];

    private static IEnumerable<JsonObject> Scalers(Rendering rendering) =>
        rendering.Of("HorizontalPodAutoscaler").Concat(rendering.Of("ScaledObject"));

    private static bool LetsEvict(JsonObject budget, long replicas) =>
        (budget.Text("spec", "maxUnavailable"), budget.Text("spec", "minAvailable")) switch
        {
            ({ } most, null) => most is not ("0" or "0%"),
            (null, { } least) => !least.EndsWith('%') && budget.Number("spec", "minAvailable") < replicas,
            _ => false,
        };
}
