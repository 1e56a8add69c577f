using System.Globalization;
using McpAspire.Server.Backend;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>Pods complete their requests before they stop, and updates have no downtime.</summary>
internal static class LifecycleRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("LC001", "The server's grace period is longer than preStop, drain and the longest tool call together.",
            static rendering =>
            rendering.Chart != "mcp-server"
                || rendering.PodSpec.Number("terminationGracePeriodSeconds") > Wait(rendering) + Drain(rendering) + Deadline(rendering) ? []
            : [$"the grace period is not above {Wait(rendering)} + {Drain(rendering)} + {Deadline(rendering)} s"]),
        new("LC002",
            "The grace period is longer than preStop and the shutdown timeout of the host, which includes the drain.",
            static rendering =>
            rendering.PodSpec.Number("terminationGracePeriodSeconds") > Wait(rendering) + Program.ShutdownTime(rendering.Environment()) ? []
            : [$"the grace period is not above {Wait(rendering)} + {Program.ShutdownTime(rendering.Environment())} s"]),
        new("LC003",
            "A pod behind a Service sleeps 5 s or more in preStop, by the kubelet's own sleep, because the image has no shell.",
            static rendering =>
            (Wait(rendering) >= 5 || !rendering.Of("Service").Any()) && rendering.Container.At("lifecycle", "preStop", "exec") is null ? []
                : ["there is no preStop sleep of 5 s or more"]),
        new("LC004", "A new version of server and client adds a pod before it takes one away.", static rendering =>
            rendering.Chart == "backend" || (rendering.Deployment.Text("spec", "strategy", "type") == "RollingUpdate"
                && rendering.Deployment.Text("spec", "strategy", "rollingUpdate", "maxUnavailable") is "0" or "0%"
                && rendering.Deployment.Text("spec", "strategy", "rollingUpdate", "maxSurge") is not (null or "0" or "0%")) ? []
                    : ["an update takes pods away before it adds new ones"]),
        new("LC005", "A changed configuration restarts the pods: the pod template has its checksum.", static rendering =>
            !rendering.Of("ConfigMap").Any() || rendering.PodTemplate.Text("metadata", "annotations", "checksum/config")?.Length >= 8 ? []
                : ["the pod template has no annotation checksum/config"]),
        new("LC006", "A few old revisions are kept to roll back to.", static rendering =>
            rendering.Deployment.Number("spec", "revisionHistoryLimit") is >= 1 and <= 10 ? [] : ["revisionHistoryLimit is not 1 to 10"]),
        new("LC007", "The server accepts requests for 10 s or more after SIGTERM, while others may still send them.", static rendering =>
            rendering.Chart != "mcp-server" || Drain(rendering) >= 10 ? [] : [$"the server drains for {Drain(rendering)} s"]),
    ];

    private static long Wait(Rendering rendering) => rendering.Container.Number("lifecycle", "preStop", "sleep", "seconds") ?? 0;

    private static double Drain(Rendering rendering) => Seconds(rendering.Environment(), "DRAIN_DELAY")?.TotalSeconds ?? 0;

    /// <summary>The maximum duration of a tool call in seconds, by the server's options.</summary>
    private static double Deadline(Rendering rendering)
    {
        var options = new BackendOptions();
        var environment = rendering.Environment();
        if (Seconds(environment, "BACKEND_API_TIMEOUT") is { } attempt)
        {
            options.AttemptTimeout = attempt;
        }

        options.TotalTimeout = Seconds(environment, "BACKEND_TOTAL_TIMEOUT");
        return options.Timeouts.Total.TotalSeconds;
    }

    private static TimeSpan? Seconds(SortedDictionary<string, string?> environment, string variable) =>
        double.TryParse(environment.GetValueOrDefault(variable), CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds) : null;
}
