using System.Net;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>Network policies permit the addresses in the environment, and not the node's metadata endpoint.</summary>
internal static class NetworkRules
{
    private static readonly IPAddress Metadata = IPAddress.Parse("169.254.169.254");
    private static readonly string[] Directions = ["Ingress", "Egress"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("NP001", "A policy selects the pods and denies what it does not allow, in and out.", static rendering =>
            from direction in Directions
            where !Policies(rendering).Any(policy => policy.Texts("spec", "policyTypes").Contains(direction))
            select $"no policy limits {direction}"),
        new("NP002", "Pods reach the cluster's DNS, over UDP and TCP.", static rendering =>
            from protocol in (string[])["UDP", "TCP"]
            where !Egress(rendering).Any(rule => AllowsPort(rendering, rule, 53, protocol))
            select $"DNS over {protocol} is denied"),
        new("NP003", "Pods reach what the environment names: the backend, the server, the telemetry endpoint.", static rendering =>
            from call in Calls(rendering)
            where !Egress(rendering).Any(rule => Reaches(rule, call))
            select $"{call.Variable} names {call.Url}, which is denied"),
        new("NP004", "Pods with an identity reach Entra on port 443 outside the cluster; the backend does if an authority is set.",
            static rendering =>
            !(rendering.Chart != "backend" || rendering.Environment().ContainsKey("MOCK_AUTHORITY"))
                || Egress(rendering)
                    .Any(rule =>
                    AllowsPort(rendering, rule, 443, "TCP")
                    && (rule.At("to") is null || rule.Each("to").Any(static peer => peer.Text("ipBlock", "cidr") == "0.0.0.0/0"))) ? []
                    : ["port 443 is denied"]),
        new("NP005", "No rule reaches the node's metadata endpoint, 169.254.169.254.", static rendering =>
            from rule in Egress(rendering)
            where !IsDnsOnly(rule) && (rule.At("to") is null || rule.Each("to").Any(CoversMetadata))
            select $"egress to {rule.At("to")?.ToJsonString() ?? "everywhere"} reaches 169.254.169.254"),
        new("NP006", "What may call is named: no rule lets everybody in, and none lets all ports out.", static rendering =>
            (from policy in Policies(rendering) from rule in policy.Each("spec", "ingress") where !rule.Each("from").Any()
                || !rule.Each("ports").Any() select "a rule lets everybody in, or to every port")
            .Concat(from rule in Egress(rendering) where !rule.Each("ports").Any() select "a rule lets every port out")),
        new("NP007", "What a pod calls in the namespace is a port of a Service there, and its policy lets the caller in.",
            static rendering =>
            from call in Calls(rendering)
            where call.Target is { } target
                && (call.Port is null || !Policies(target).SelectMany(static policy => policy.Each("spec", "ingress")).Any(rule =>
                AllowsPort(target, rule, call.Port.Value, "TCP") && rule.Each("from").Any(peer => IsSelected(peer, rendering.PodLabels))))
            select $"{call.Variable} names {call.Url}, which has no such port or does not let {rendering.Chart} in"),
        new("NP008", "What the environment names in the namespace is the Service of another chart.", static rendering =>
            from call in Calls(rendering)
            where call.Variable is "BACKEND_API_URL" or "MCP_SERVER_URL" && !call.Url.Host.Contains('.', StringComparison.Ordinal)
                && call.Target is null
            select $"{call.Variable} names {call.Url}, which no chart makes"),
        new("NP009", "The policy's ports are those of the container: a Service's port is translated before a policy sees it.",
            static rendering =>
            from policy in Policies(rendering)
            from rule in policy.Each("spec", "ingress")
            from port in rule.Each("ports")
            where rendering.PortNumber(port.At("port")) is not { } number
                || !rendering.Container.Each("ports").Any(one => one.Number("containerPort") == number)
            select $"{ObjectRules.Describe(policy)} lets port {port.Text("port")} in, which the container does not have"),
    ];

    private static IEnumerable<JsonObject> Policies(Rendering rendering) =>
        rendering.Of("NetworkPolicy").Where(policy => policy.Table("spec", "podSelector", "matchLabels").Selects(rendering.PodLabels));

    private static IEnumerable<JsonObject> Egress(Rendering rendering) =>
        Policies(rendering).SelectMany(static policy => policy.Each("spec", "egress"));

    /// <summary>The URLs in the environment, each with the chart whose Service has that name and the port of its container.</summary>
    private static IEnumerable<(string Variable, Uri Url, Rendering? Target, long? Port)> Calls(Rendering rendering) =>
        from variable in rendering.Environment()
        where variable.Key is "BACKEND_API_URL" or "MCP_SERVER_URL" or "OTEL_EXPORTER_OTLP_ENDPOINT"
            && Uri.TryCreate(variable.Value, UriKind.Absolute, out _)
        let url = new Uri(variable.Value)
        let target = rendering.Others.FirstOrDefault(other => other.Of("Service").Any(service => NamesOf(service).Contains(url.Host)))
        let port = target?.Of("Service").Where(service => NamesOf(service).Contains(url.Host))
            .SelectMany(static service => service.Each("spec", "ports")).FirstOrDefault(port => port.Number("port") == url.Port)
        select (variable.Key, url, target, target is null ? url.Port : target.PortNumber(port.At("targetPort")));

    private static IEnumerable<string> NamesOf(JsonObject service)
    {
        var name = Rendering.NameOf(service);
        return [name, $"{name}.{Rendering.Namespace}", $"{name}.{Rendering.Namespace}.svc",
            $"{name}.{Rendering.Namespace}.svc.cluster.local"];
    }

    private static bool Reaches(JsonObject rule, (string Variable, Uri Url, Rendering? Target, long? Port) call) =>
        call.Port is { } port && AllowsPort(call.Target, rule, port, "TCP")
        && (rule.At("to") is null
            || rule.Each("to")
            .Any(peer =>
            call.Target is null ? peer.ContainsKey("ipBlock") || peer.ContainsKey("namespaceSelector")
            : IsSelected(peer, call.Target.PodLabels)));

    private static bool AllowsPort(Rendering? target, JsonObject rule, long port, string protocol) =>
        !rule.Each("ports").Any() || rule.Each("ports").Any(one => (one.Text("protocol") ?? "TCP") == protocol
            && (one.At("port") is null
                || ((one.Number("port") ?? target?.PortNumber(one.At("port"))) is { } first && first <= port
                && port <= (one.Number("endPort") ?? first))));

    private static bool IsSelected(JsonObject peer, JsonObject labels) =>
        peer.At("ipBlock") is null
        && (peer.At("namespaceSelector") is null
            || peer.Table("namespaceSelector", "matchLabels")
            .All(static label => label.Key == "kubernetes.io/metadata.name" && $"{label.Value}" == Rendering.Namespace))
        && peer.Table("podSelector", "matchLabels").Selects(labels);

    private static bool IsDnsOnly(JsonObject rule) =>
        rule.Each("ports").Any() && rule.Each("ports").All(static port => port.Number("port") == 53);

    private static bool CoversMetadata(JsonObject peer) =>
        IPNetwork.TryParse(peer.Text("ipBlock", "cidr"), out var block) && block.Contains(Metadata)
        && !peer.Texts("ipBlock", "except").Any(static except => IPNetwork.TryParse(except, out var hole) && hole.Contains(Metadata));
}
