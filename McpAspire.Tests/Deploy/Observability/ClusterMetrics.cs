namespace McpAspire.Tests.Deploy.Observability;

/// <summary>Metrics of other exporters that the dashboard, alerts and runbooks use, with their labels.</summary>
internal static class ClusterMetrics
{
    /// <summary>The labels that a scrape adds to each series.</summary>
    public static readonly string[] OfTheTarget = ["job", "namespace", "pod", "container", "instance"];

    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        // Prometheus itself.
        ["up"] = OfTheTarget,
        ["ALERTS"] = ["alertname", "alertstate", "severity", "namespace", "tool", "pod", "window"],
        // kube-state-metrics.
        ["kube_deployment_spec_replicas"] = ["namespace", "deployment"],
        ["kube_deployment_status_replicas_available"] = ["namespace", "deployment"],
        ["kube_horizontalpodautoscaler_spec_max_replicas"] = ["namespace", "horizontalpodautoscaler"],
        ["kube_horizontalpodautoscaler_status_current_replicas"] = ["namespace", "horizontalpodautoscaler"],
        ["kube_horizontalpodautoscaler_status_desired_replicas"] = ["namespace", "horizontalpodautoscaler"],
        ["kube_pod_container_resource_limits"] = ["namespace", "pod", "container", "resource"],
        ["kube_pod_container_status_last_terminated_reason"] = ["namespace", "pod", "container", "reason"],
        ["kube_pod_container_status_restarts_total"] = ["namespace", "pod", "container"],
        // cAdvisor, in the kubelet.
        ["container_cpu_cfs_periods_total"] = ["namespace", "pod", "container"],
        ["container_cpu_cfs_throttled_periods_total"] = ["namespace", "pod", "container"],
        ["container_memory_working_set_bytes"] = ["namespace", "pod", "container"],
    };
}
