using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>Faults in charts, at least one for each family of rules.</summary>
internal static class SeededFaults
{
    private const string Server = "mcp-server";
    private const string Client = "mcp-client";
    private const string Backend = "backend";
    private const string IdentityLabel = "azure.workload.identity/use";

    public static IReadOnlyList<SeededFault> All { get; } =
    [
        new("OB001", "a field that Kubernetes does not have", Server, static r => r.PodSpec["serviceAcountName"] = Server),
        new("OB001", "a quantity with a unit that does not exist", Client,
            static r => r.Container.Table("resources", "requests")["memory"] = "128MB"),
        new("OB001", "a wrong type in the ScaledObject", Server,
            static r => Single(r, "ScaledObject").Table("spec")["minReplicaCount"] = "two") { Profile = "options" },
        new("OB006", "a selector that does not select the pods", Client, static r => r.PodLabels["app.kubernetes.io/instance"] = "other"),
        new("PS003", "a capability that is added", Server,
            static r => r.Container.Table("securityContext", "capabilities")["add"] = new JsonArray("NET_ADMIN")),
        new("PS005", "root by the container's own setting", Client,
            static r => r.Container.Table("securityContext")["runAsNonRoot"] = false),
        new("PS008", "a /tmp without a limit", Server,
            static r => r.PodSpec.Each("volumes").First(static volume => volume.Text("name") == "tmp")["emptyDir"] = new JsonObject()),
        new("AS002", "a limit below the request", Server, static r => r.Container.Table("resources", "limits")["cpu"] = "100m"),
        new("AS005", "no tag, but a registry with a port", Client, static r => r.Container["image"] = "registry.example:5000/mcp-client"),
        new("AS006", "a Service that selects other charts' pods too", Server,
            static r => Single(r, "Service").Table("spec")["selector"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "Helm" }),
        new("WI001", "no identity label", Server, static r => r.PodLabels.Remove(IdentityLabel)),
        new("WI005", "a client id in the environment", Server, static r => Map(r)["AZURE_CLIENT_ID"] = "id"),
        new("WI006", "a scope of Azure's management plane", Server,
            static r => Map(r)["AZURE_SCOPES"] = "https://management.azure.com/.default"),
        new("PT001", "a target port that does not exist", Server,
            static r => Single(r, "Service").Each("spec", "ports").First()["targetPort"] = "web"),
        new("PT004", "a liveness probe of dependencies", Server,
            static r => r.Container.Table("livenessProbe", "httpGet")["path"] = "/health/ready"),
        new("PT008", "a route to the health routes below /mcp", Server,
            static r =>
            Single(r, "HTTPRoute").Each("spec", "rules").First().Each("matches").First()
            .Table("path")["type"] = "PathPrefix") { Profile = "options" },
        new("LC001", "a longer tool call in the same grace period", Server, static r => Map(r)["BACKEND_TOTAL_TIMEOUT"] = "30"),
        new("LC002", "a grace period that is shorter than the host's", Client, static r => r.PodSpec["terminationGracePeriodSeconds"] = 20),
        new("SC001", "replicas beside an autoscaler", Server, static r => r.Deployment.Table("spec")["replicas"] = 2),
        new("SC006", "a budget that wants every pod", Server,
            static r =>
            Single(r, "PodDisruptionBudget")["spec"] = new JsonObject { ["minAvailable"] = 2,
            ["selector"] = r.Deployment.Table("spec", "selector").DeepClone() }),
        new("NP003", "no egress to the backend", Server, static r => Egress(r).RemoveAt(1)),
        new("NP005", "egress to the metadata endpoint", Server,
            static r => Egress(r)[2].Each("to").First().Table("ipBlock").Remove("except")),
        new("NP007", "a backend without ingress from the server", Server,
            static r =>
            r.Others.Single(static other => other.Chart == Backend).Of("NetworkPolicy").Single()
            .Table("spec")["ingress"] = new JsonArray()),
        new("MN003", "metrics for the whole namespace", Client,
            static r => Ingress(r)[0]!["from"]!.AsArray().Add(new JsonObject { ["podSelector"] = new JsonObject() })),
        new("MN007", "an alert that is changed in the chart alone", Server,
            static r =>
            Single(r, "PrometheusRule").Each("spec", "groups").Last().Each("rules").Last()["for"] = "5m") { Profile = "options" },
        new("CF001", "a misspelt key", Client, static r => Map(r)["Worker__Intervall"] = "00:00:30"),
        new("CF002", "a secret by its value", Server,
            static r => Map(r)["OTEL_RESOURCE_ATTRIBUTES"] = "token=eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
        new("CF006", "production without authorization", Server,
            static r => Map(r)["AUTHORIZATION_MODE"] = "None") { Profile = "production" },
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(static fault => fault.Name)];

    private static JsonObject Single(Rendering rendering, string kind) => rendering.Of(kind).Single();

    private static JsonObject Map(Rendering rendering) => Single(rendering, "ConfigMap").Table("data");

    private static JsonArray Egress(Rendering rendering) => Single(rendering, "NetworkPolicy").Table("spec")["egress"]!.AsArray();

    private static JsonArray Ingress(Rendering rendering) => Single(rendering, "NetworkPolicy").Table("spec")["ingress"]!.AsArray();
}
