using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>Workload identity: the label, the ServiceAccount and the federated credential match.</summary>
internal static class IdentityRules
{
    private const string Label = "azure.workload.identity/use";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("WI001",
            "The pods of server and client have the label for the workload identity webhook; those of the backend do not.",
            static rendering =>
            rendering.PodLabels.Text(Label) == (HasIdentity(rendering) ? "true" : null) ? []
                : [$"the pod template has the label {Label}: {rendering.PodLabels.Text(Label) ?? "none"}"]),
        new("WI002",
            "The label is on the pod template only, never in a selector, which is immutable.",
            static rendering =>
            from one in rendering.Objects
            where one.Text("kind") != "Pod"
                && Occurrences(one) - (one.Text("kind") == "Deployment" && rendering.PodLabels.ContainsKey(Label) ? 1 : 0) > 0
            select $"{ObjectRules.Describe(one)} has the label {Label}"),
        new("WI003",
            "The pods run as the chart's own ServiceAccount, whose subject is system:serviceaccount:mcp-system:{chart}.",
            static rendering =>
            Subject(rendering) is { } subject && subject == $"system:serviceaccount:{Rendering.Namespace}:{rendering.Chart}" ? []
                : [$"the subject is {Subject(rendering) ?? "that of a ServiceAccount that does not exist"}"]),
        new("WI004", "The ServiceAccount of server and client names the client id and the tenant id; that of the backend does not.",
            static rendering =>
            from account in rendering.Of("ServiceAccount")
            from annotation in (string[])["azure.workload.identity/client-id", "azure.workload.identity/tenant-id"]
            where string.IsNullOrEmpty(account.Text("metadata", "annotations", annotation)) == HasIdentity(rendering)
            select $"{ObjectRules.Describe(account)}: {annotation} is '{account.Text("metadata", "annotations", annotation)}'"),
        new("WI005",
            "The chart sets no AZURE_ variable but AZURE_SCOPES: it would override what the webhook sets.",
            static rendering =>
            from variable in rendering.Environment().Keys
            where variable.StartsWith("AZURE_", StringComparison.Ordinal) && variable != "AZURE_SCOPES"
            select $"{variable} is set"),
        new("WI006", "A program with an identity has a scope {resource}/.default, never of Azure's management plane.",
            static rendering =>
            rendering.Environment().GetValueOrDefault("AZURE_SCOPES") is { } scopes
                ? scopes.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("none")
                    .Where(static scope =>
                        !scope.EndsWith("/.default", StringComparison.Ordinal) || scope.Contains("management.", StringComparison.Ordinal))
                    .Select(static scope => $"AZURE_SCOPES has the scope '{scope}'")
                : rendering.Chart == "mcp-server" ? ["AZURE_SCOPES is not set"] : []),
        new("WI007", "The ServiceAccount itself mounts no token either.", static rendering =>
            from account in rendering.Of("ServiceAccount")
            where !account.Is(false, "automountServiceAccountToken")
            select $"{ObjectRules.Describe(account)} mounts its token"),
        new("WI008", "The injected token lives between one hour and one day.", static rendering =>
            from expiration in rendering.Of("ServiceAccount").Append(rendering.PodTemplate)
                .Select(static one => one.At("metadata", "annotations", "azure.workload.identity/service-account-token-expiration"))
            where expiration is not null && expiration.Number() is not (>= 3600 and <= 86400)
            select $"the token expires after {expiration} seconds"),
        new("WI009", "No chart gives its ServiceAccount rights in Kubernetes.", static rendering =>
            from one in rendering.Objects
            where one.Text("kind") is "Role" or "RoleBinding" or "ClusterRole" or "ClusterRoleBinding"
            select $"{ObjectRules.Describe(one)} gives rights"),
    ];

    private static bool HasIdentity(Rendering rendering) => rendering.Chart != "backend";

    private static int Occurrences(JsonNode? node) => node switch
    {
        JsonObject table => table.Sum(static entry => (entry.Key == Label ? 1 : 0) + Occurrences(entry.Value)),
        JsonArray list => list.Sum(Occurrences),
        _ => 0,
    };

    private static string? Subject(Rendering rendering) =>
        rendering.PodSpec.Text("serviceAccountName") is { } name
            && rendering.Of("ServiceAccount").Any(account => Rendering.NameOf(account) == name)
            ? $"system:serviceaccount:{Rendering.Namespace}:{name}" : null;
}
