using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>What could go wrong in a chart: at least one fault for each rule.</summary>
internal static class SeededFaults
{
    private const string Server = "mcp-server";
    private const string Client = "mcp-client";
    private const string Backend = "backend";
    private const string IdentityLabel = "azure.workload.identity/use";

    public static IReadOnlyList<SeededFault> All { get; } =
    [
        new("OB001", "a field that Kubernetes does not have", Server, static r => r.PodSpec["serviceAcountName"] = Server),
        new("OB001", "a number where Kubernetes wants text", Server, static r => Map(r)["PORT"] = 3333),
        new("OB001", "a kind that charts do not render", Server, static r => r.Of("Service").Single()["kind"] = "Servce"),
        new("OB001", "a quantity with a unit that does not exist", Client, static r => r.Container.Table("resources", "requests")["memory"] = "128MB"),
        new("OB001", "a required field is gone", Client, static r => r.Deployment.Table("spec").Remove("selector")),
        new("OB001", "a field of the HTTPRoute that its type does not have", Server, static r => Single(r, "HTTPRoute").Table("spec")["hosts"] = new JsonArray("a")) { Profile = "options" },
        new("OB001", "a wrong type in the ScaledObject", Server, static r => Single(r, "ScaledObject").Table("spec")["minReplicaCount"] = "two") { Profile = "options" },
        new("OB002", "an object of another namespace", Client, static r => Single(r, "ConfigMap").Table("metadata")["namespace"] = "default"),
        new("OB002", "an object that stands twice", Client, static r => r.Objects.Add(Single(r, "ConfigMap"))),
        new("OB003", "an object without its labels", Server, static r => Single(r, "PodDisruptionBudget").Table("metadata").Remove("labels")),
        new("OB003", "a pod template without a name label", Server, static r => r.PodLabels.Remove("app.kubernetes.io/name")),
        new("OB004", "an object that does not say that Helm manages it", Server, static r => Single(r, "Service").Table("metadata", "labels").Remove("app.kubernetes.io/managed-by")),
        new("OB005", "a Service under another name", Server, static r => Single(r, "Service").Table("metadata")["name"] = "mcp"),
        new("OB006", "a selector that does not select the pods", Client, static r => r.PodLabels["app.kubernetes.io/instance"] = "other"),
        new("OB006", "two Deployments", Client, static r => r.Objects.Add(r.Deployment.DeepClone().AsObject())),
        new("OB007", "a version in the selector", Server, static r => r.Deployment.Table("spec", "selector", "matchLabels")["app.kubernetes.io/version"] = "1.0.0"),
        new("OB008", "a bare pod that is no test", Server, static r => Single(r, "Pod").Table("metadata").Remove("annotations")),
        new("OB008", "a test that is never deleted", Client, static r => Single(r, "Pod").Table("metadata", "annotations").Remove("helm.sh/hook-delete-policy")),
        new("OB009", "no test in the server's chart", Server, static r => r.Objects.Remove(Single(r, "Pod"))),
        new("OB009", "a test's pod that gets requests", Server, static r => Single(r, "Pod").Table("metadata", "labels")["app.kubernetes.io/name"] = Server),

        new("PS001", "the node's network", Server, static r => r.PodSpec["hostNetwork"] = true),
        new("PS002", "a privileged container", Client, static r => r.Container.Table("securityContext")["privileged"] = true),
        new("PS002", "a container that may gain privileges", Server, static r => r.Container.Table("securityContext").Remove("allowPrivilegeEscalation")),
        new("PS003", "capabilities that are kept", Backend, static r => r.Container.Table("securityContext").Remove("capabilities")),
        new("PS003", "a capability that is added", Server, static r => r.Container.Table("securityContext", "capabilities")["add"] = new JsonArray("NET_ADMIN")),
        new("PS004", "a path of the node", Backend, static r => r.PodSpec["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "node", ["hostPath"] = new JsonObject { ["path"] = "/var" } })),
        new("PS005", "root", Server, static r => r.PodSpec.Table("securityContext")["runAsUser"] = 0),
        new("PS005", "root by the container's own setting", Client, static r => r.Container.Table("securityContext")["runAsNonRoot"] = false),
        new("PS005", "root in a test", Server, static r => Single(r, "Pod").Table("spec").Remove("securityContext")),
        new("PS006", "no seccomp profile", Client, static r => r.PodSpec.Table("securityContext").Remove("seccompProfile")),
        new("PS007", "a port of the node", Server, static r => r.Container.Each("ports").First()["hostPort"] = 3333),
        new("PS007", "a sysctl", Backend, static r => r.PodSpec.Table("securityContext")["sysctls"] = new JsonArray(new JsonObject { ["name"] = "net.core.somaxconn", ["value"] = "1024" })),
        new("PS008", "a root file system that can be written to", Server, static r => r.Container.Table("securityContext")["readOnlyRootFilesystem"] = false),
        new("PS008", "no /tmp", Client, static r => r.Container.Remove("volumeMounts")),
        new("PS008", "a /tmp without a limit", Server, static r => r.PodSpec.Each("volumes").First(static volume => volume.Text("name") == "tmp")["emptyDir"] = new JsonObject()),
        new("PS009", "a token of the Kubernetes API", Server, static r => r.PodSpec.Remove("automountServiceAccountToken")),
        new("PS010", "a volume that nothing mounts", Backend, static r => r.PodSpec["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "spare", ["emptyDir"] = new JsonObject() })),

        new("AS001", "no requests", Server, static r => r.Container.Table("resources").Remove("requests")),
        new("AS001", "a request that is too small", Client, static r => r.Container.Table("resources", "requests")["cpu"] = "50m"),
        new("AS002", "no memory limit", Backend, static r => r.Container.Table("resources", "limits").Remove("memory")),
        new("AS002", "a limit below the request", Server, static r => r.Container.Table("resources", "limits")["cpu"] = "100m"),
        new("AS003", "no readiness probe", Server, static r => r.Container.Remove("readinessProbe")),
        new("AS003", "no startup probe", Client, static r => r.Container.Remove("startupProbe")),
        new("AS004", "two pods on one node", Server, static r => r.PodSpec.Remove("topologySpreadConstraints")),
        new("AS004", "a spread that counts other pods", Server, static r => r.PodSpec.Each("topologySpreadConstraints").First().Table("labelSelector", "matchLabels")["app.kubernetes.io/name"] = "mcp"),
        new("AS005", "the tag latest", Server, static r => r.Container["image"] = "registry.example/mcp-server:latest"),
        new("AS005", "no tag, but a registry with a port", Client, static r => r.Container["image"] = "registry.example:5000/mcp-client"),
        new("AS005", "a digest that is cut off", Server, static r => r.Container["image"] = "registry.example/mcp-server@sha256:0123"),
        new("AS005", "the tag latest in a test", Server, static r => Single(r, "Pod").Each("spec", "containers").First()["image"] = "docker.io/curlimages/curl:latest"),
        new("AS006", "a Service that selects other charts' pods too", Server, static r => Single(r, "Service").Table("spec")["selector"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "Helm" }),
        new("AS006", "a Service that selects no pods", Backend, static r => Single(r, "Service").Table("spec", "selector")["app.kubernetes.io/name"] = "mock"),
        new("AS007", "a Service that is open to the outside", Server, static r => Single(r, "Service").Table("spec")["type"] = "LoadBalancer"),
        new("AS007", "a sticky Service", Server, static r => Single(r, "Service").Table("spec")["sessionAffinity"] = "ClientIP"),
        new("AS008", "a pull secret", Server, static r => r.PodSpec["imagePullSecrets"] = new JsonArray(new JsonObject { ["name"] = "registry" })),
        new("AS009", "two backends on one database", Backend, static r => r.Deployment.Table("spec")["replicas"] = 2),
        new("AS009", "a backend that is rolled", Backend, static r => r.Deployment.Table("spec")["strategy"] = new JsonObject { ["type"] = "RollingUpdate" }),

        new("WI001", "no identity label", Server, static r => r.PodLabels.Remove(IdentityLabel)),
        new("WI001", "an identity label that is no text", Client, static r => r.PodLabels[IdentityLabel] = "yes"),
        new("WI001", "an identity for the backend", Backend, static r => r.PodLabels[IdentityLabel] = "true"),
        new("WI002", "the identity label in the selector", Server, static r => r.Deployment.Table("spec", "selector", "matchLabels")[IdentityLabel] = "true"),
        new("WI002", "the identity label on the ServiceAccount", Client, static r => Single(r, "ServiceAccount").Table("metadata", "labels")[IdentityLabel] = "true"),
        new("WI003", "pods of the namespace's default ServiceAccount", Server, static r => r.PodSpec.Remove("serviceAccountName")),
        new("WI003", "a ServiceAccount that no federated credential names", Client, static r => (r.PodSpec["serviceAccountName"], Single(r, "ServiceAccount").Table("metadata")["name"]) = ("client", "client")),
        new("WI003", "a ServiceAccount that does not exist", Server, static r => r.Objects.Remove(Single(r, "ServiceAccount"))),
        new("WI004", "no client id", Server, static r => Single(r, "ServiceAccount").Table("metadata", "annotations").Remove("azure.workload.identity/client-id")),
        new("WI004", "an empty tenant id", Client, static r => Single(r, "ServiceAccount").Table("metadata", "annotations")["azure.workload.identity/tenant-id"] = string.Empty),
        new("WI005", "a client id in the environment", Server, static r => Map(r)["AZURE_CLIENT_ID"] = "id"),
        new("WI005", "a token file in the environment", Client, static r => AddVariable(r, "AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/azure/tokens/token")),
        new("WI006", "no scope", Server, static r => Map(r).Remove("AZURE_SCOPES")),
        new("WI006", "a scope of Azure's management plane", Server, static r => Map(r)["AZURE_SCOPES"] = "https://management.azure.com/.default"),
        new("WI006", "a scope of another form", Client, static r => Map(r)["AZURE_SCOPES"] = "api://mcp-server") { Profile = "production" },
        new("WI007", "a ServiceAccount that mounts its token", Backend, static r => Single(r, "ServiceAccount").Remove("automountServiceAccountToken")),
        new("WI008", "a token that lives too long", Server, static r => Single(r, "ServiceAccount").Table("metadata", "annotations")["azure.workload.identity/service-account-token-expiration"] = "604800"),
        new("WI009", "rights in Kubernetes", Client, static r => r.Objects.Add(new JsonObject { ["kind"] = "ClusterRoleBinding", ["metadata"] = new JsonObject { ["name"] = "all" } })),

        new("PT001", "a target port that does not exist", Server, static r => Single(r, "Service").Each("spec", "ports").First()["targetPort"] = "web"),
        new("PT001", "a target port by number", Backend, static r => Single(r, "Service").Each("spec", "ports").First()["targetPort"] = 8080),
        new("PT002", "a container port that nothing listens on", Server, static r => r.Container.Each("ports").First()["containerPort"] = 8080),
        new("PT002", "a program on another port", Client, static r => Map(r)["HEALTH_PORT"] = "9090"),
        new("PT002", "a backend on the port of the web host's own default", Backend, static r => Map(r)["ASPNETCORE_HTTP_PORTS"] = "5000"),
        new("PT003", "a probe of a port that does not exist", Server, static r => r.Container.Table("livenessProbe", "httpGet")["port"] = "health"),
        new("PT003", "a probe of a route that does not exist", Client, static r => r.Container.Table("readinessProbe", "httpGet")["path"] = "/ready"),
        new("PT004", "a liveness probe that asks for dependencies", Server, static r => r.Container.Table("livenessProbe", "httpGet")["path"] = "/health/ready"),
        new("PT004", "a readiness probe that asks for nothing", Backend, static r => r.Container.Table("readinessProbe", "httpGet")["path"] = "/health/live"),
        new("PT005", "no port 8000", Server, static r => Single(r, "Service").Table("spec")["ports"]!.AsArray().RemoveAt(1)),
        new("PT006", "two ports of one name", Server, static r => Single(r, "Service").Each("spec", "ports").Last()["name"] = "http"),
        new("PT007", "a start that may take 6 s only", Server, static r => r.Container.Table("startupProbe")["failureThreshold"] = 3),
        new("PT007", "a restart after 10 s", Client, static r => (r.Container.Table("livenessProbe")["periodSeconds"], r.Container.Table("livenessProbe")["failureThreshold"]) = (10, 1)),
        new("PT008", "a route to the health routes below /mcp", Server, static r => Single(r, "HTTPRoute").Each("spec", "rules").First().Each("matches").First().Table("path")["type"] = "PathPrefix") { Profile = "options" },
        new("PT008", "a route to everything", Server, static r => Single(r, "HTTPRoute").Each("spec", "rules").First().Remove("matches")) { Profile = "options" },
        new("PT008", "a route to a port that does not exist", Server, static r => Single(r, "HTTPRoute").Each("spec", "rules").First().Each("backendRefs").First()["port"] = 80) { Profile = "options" },

        new("LC001", "a grace period that is too short for a tool call", Server, static r => r.PodSpec["terminationGracePeriodSeconds"] = 30),
        new("LC001", "no grace period", Server, static r => r.PodSpec.Remove("terminationGracePeriodSeconds")),
        new("LC001", "a longer tool call in the same grace period", Server, static r => Map(r)["BACKEND_TOTAL_TIMEOUT"] = "30"),
        new("LC002", "a grace period that is shorter than the host's", Client, static r => r.PodSpec["terminationGracePeriodSeconds"] = 20),
        new("LC002", "a drain that the grace period does not know of", Backend, static r => Map(r)["DRAIN_DELAY"] = "10"),
        new("LC003", "no wait before the end", Server, static r => r.Container.Remove("lifecycle")),
        new("LC003", "a wait that needs a shell", Backend, static r => r.Container["lifecycle"] = new JsonObject { ["preStop"] = new JsonObject { ["exec"] = new JsonObject { ["command"] = new JsonArray("sleep", "5") } } }),
        new("LC004", "an update that takes a pod away first", Server, static r => r.Deployment.Table("spec", "strategy", "rollingUpdate")["maxUnavailable"] = 1),
        new("LC005", "pods that keep an old configuration", Client, static r => r.PodTemplate.Table("metadata").Remove("annotations")),
        new("LC006", "no revision to roll back to", Server, static r => r.Deployment.Table("spec")["revisionHistoryLimit"] = 0),
        new("LC007", "no drain", Server, static r => Map(r).Remove("DRAIN_DELAY")),

        new("SC001", "replicas beside an autoscaler", Server, static r => r.Deployment.Table("spec")["replicas"] = 2),
        new("SC001", "neither replicas nor an autoscaler", Client, static r => r.Deployment.Table("spec").Remove("replicas")),
        new("SC002", "KEDA beside an HPA", Server, static r => r.Objects.Add(Rendering.ReadGolden(new ChartProfile(Server, "default")).Of("HorizontalPodAutoscaler").Single())) { Profile = "options" },
        new("SC003", "an autoscaler of another Deployment", Server, static r => Single(r, "HorizontalPodAutoscaler").Table("spec", "scaleTargetRef")["name"] = "mcp"),
        new("SC003", "a minimum above the maximum", Server, static r => Single(r, "ScaledObject").Table("spec")["minReplicaCount"] = 99) { Profile = "options" },
        new("SC004", "a utilisation of a resource that is not requested", Server, static r => r.Container.Table("resources", "requests").Remove("memory")),
        new("SC004", "an autoscaler without a metric", Server, static r => Single(r, "HorizontalPodAutoscaler").Table("spec")["metrics"] = new JsonArray()),
        new("SC005", "an autoscaler that scales down at once", Server, static r => Single(r, "HorizontalPodAutoscaler").Table("spec", "behavior", "scaleDown")["stabilizationWindowSeconds"] = 0),
        new("SC006", "a budget that lets no pod be evicted", Server, static r => Single(r, "PodDisruptionBudget").Table("spec")["maxUnavailable"] = 0),
        new("SC006", "a budget that wants every pod", Server, static r => Single(r, "PodDisruptionBudget")["spec"] = new JsonObject { ["minAvailable"] = 2, ["selector"] = r.Deployment.Table("spec", "selector").DeepClone() }),
        new("SC006", "a budget of other pods", Client, static r => Single(r, "PodDisruptionBudget").Table("spec", "selector", "matchLabels")["app.kubernetes.io/name"] = "mcp"),
        new("SC006", "two pods without a budget", Server, static r => r.Objects.Remove(Single(r, "PodDisruptionBudget"))),
        new("SC007", "one pod in production", Server, static r => Single(r, "HorizontalPodAutoscaler").Table("spec")["minReplicas"] = 1) { Profile = "production" },

        new("NP001", "no policy", Server, static r => r.Objects.Remove(Single(r, "NetworkPolicy"))),
        new("NP001", "a policy of other pods", Client, static r => Single(r, "NetworkPolicy").Table("spec", "podSelector", "matchLabels")["app.kubernetes.io/name"] = "mcp"),
        new("NP001", "a policy that limits nothing going out", Backend, static r => Single(r, "NetworkPolicy").Table("spec")["policyTypes"] = new JsonArray("Ingress")),
        new("NP002", "no DNS", Server, static r => Egress(r).RemoveAt(0)),
        new("NP002", "no DNS over TCP", Client, static r => Egress(r)[0]!["ports"]!.AsArray().RemoveAt(1)),
        new("NP003", "a backend that is denied", Server, static r => Egress(r).RemoveAt(1)),
        new("NP003", "the Service's port instead of the container's", Client, static r => Egress(r)[1].Each("ports").First()["port"] = 8000) { Profile = "options" },
        new("NP003", "telemetry that is denied", Server, static r => Egress(r).RemoveAt(3)) { Profile = "options" },
        new("NP004", "no way to Entra", Client, static r => Egress(r).RemoveAt(2)),
        new("NP005", "a way to the metadata endpoint", Server, static r => Egress(r)[2].Each("to").First().Table("ipBlock").Remove("except")),
        new("NP005", "a way to everywhere", Client, static r => Egress(r)[1]!.AsObject().Remove("to")),
        new("NP006", "a way in for everybody", Server, static r => Ingress(r)[0]!.AsObject().Remove("from")),
        new("NP006", "a way out on every port", Server, static r => Egress(r)[2]!.AsObject().Remove("ports")),
        new("NP007", "a backend that does not let the server in", Server, static r => r.Others.Single(static other => other.Chart == Backend).Of("NetworkPolicy").Single().Table("spec")["ingress"] = new JsonArray()),
        new("NP007", "a call to a port that the Service does not have", Client, static r => Map(r)["MCP_SERVER_URL"] = "http://mcp-server:80"),
        new("NP008", "a call to a Service that no chart makes", Client, static r => Map(r)["MCP_SERVER_URL"] = "http://mcp:3333"),
        new("NP009", "a way in to the Service's port", Server, static r => Ingress(r)[0].Each("ports").First()["port"] = 8000),

        new("CF001", "a variable that nothing reads", Server, static r => Map(r)["BACKEND_URL"] = "http://backend:8080"),
        new("CF001", "a key with a slip of the pen", Client, static r => Map(r)["Worker__Intervall"] = "00:00:30"),
        new("CF001", "a variable of another program", Backend, static r => Map(r)["ALLOWED_HOSTS"] = "backend"),
        new("CF002", "a secret by its name", Server, static r => Map(r)["AZURE_CLIENT_SECRET"] = "value"),
        new("CF002", "a secret by its value", Server, static r => Map(r)["OTEL_RESOURCE_ATTRIBUTES"] = "token=eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
        new("CF002", "a password in a URL", Client, static r => AddVariable(r, "MCP_SERVER_URL", "http://user:word@mcp-server:3333")),
        new("CF002", "a Secret in the chart", Backend, static r => r.Objects.Add(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = Backend } })),
        new("CF003", "a config map that does not exist", Server, static r => r.Container.Each("envFrom").First().Table("configMapRef")["name"] = "other"),
        new("CF003", "a config map that nothing reads", Client, static r => r.Container.Remove("envFrom")),
        new("CF004", "Development where nobody asked for it", Backend, static r => Map(r)["ASPNETCORE_ENVIRONMENT"] = "Development"),
        new("CF005", "a stand-in for Entra", Backend, static r => Map(r)["LOCAL_ENTRA_PORT"] = "0") { Profile = "dev" },
        new("CF006", "production that lets everybody call", Server, static r => Map(r)["AUTHORIZATION_MODE"] = "None") { Profile = "production" },
        new("CF006", "production without an audience", Server, static r => Map(r).Remove("AUTHORIZATION_AUDIENCE")) { Profile = "production" },
        new("CF007", "a server that does not know its name", Client, static r => Map(r.Others.Single(static other => other.Chart == Server)).Remove("ALLOWED_HOSTS")),
        new("CF008", "a server without a backend", Server, static r => Map(r).Remove("BACKEND_API_URL")),
        new("CF009", "data on the read-only root", Backend, static r => Map(r)["MOCK_DATA_DIRECTORY"] = "/app/.data"),
        new("CF010", "an empty variable", Server, static r => Map(r)["AUTHORIZATION_AUTHORITY"] = string.Empty),
        new("CF011", "a variable at the container and in the config map", Server, static r => AddVariable(r, "LOG_LEVEL", "DEBUG")),
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(static fault => fault.Name)];

    private static JsonObject Single(Rendering rendering, string kind) => rendering.Of(kind).Single();

    private static JsonObject Map(Rendering rendering) => Single(rendering, "ConfigMap").Table("data");

    private static JsonArray Egress(Rendering rendering) => Single(rendering, "NetworkPolicy").Table("spec")["egress"]!.AsArray();

    private static JsonArray Ingress(Rendering rendering) => Single(rendering, "NetworkPolicy").Table("spec")["ingress"]!.AsArray();

    private static void AddVariable(Rendering rendering, string name, string value) =>
        rendering.Container["env"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = value });
}
