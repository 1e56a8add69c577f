using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>Commands for AKS that are common in guides, but fail or are harmful.</summary>
internal static partial class KnownBadCommands
{
    private static readonly (Regex Command, string Reason)[] All =
    [
        (new("--enable-workload-identity-on-kubelet"), "there is no such option: --enable-workload-identity"),
        (new("federated-identity-credential"), "there is no such group: az identity federated-credential"),
        (new(@"kubectl exec .*-- *(/bin/)?(ash|bash|cat|curl|env|ls|printenv|sh|wget)\b"), "the images have no such program: doctor"),
        (new(@"kubectl describe pods?.*grep azure\.workload\.identity"), "it is a label: --selector azure.workload.identity/use=true"),
        (new("kubectl scale "), "the autoscaler undoes it: autoscaling.minReplicas"),
        (new("pkill|killall"), "it ends the processes of others: keep the id"),
        (new("az identity delete"), "assignments and registrations stay behind: deploy/azure/cleanup.sh"),
        (new(@"^helm (history|install|rollback|test|uninstall|upgrade) (?!(.* )?(-n|--namespace) )"),
            "without --namespace the subject of the federated credential does not fit"),
        (new("az role assignment create .*(Reader|Contributor|Owner)"), "an API is not an Azure resource: it takes an app role"),
        (new(@"/var/run/secrets/azure/tokens/token\b"), "the webhook says where the file is: AZURE_FEDERATED_TOKEN_FILE"),
        (new(@"(scopes|AZURE_SCOPES|--scope).*management\.azure\.com"),
            "a token for Azure's management plane has no business at a backend"),
        (new("docker run .*AZURE_CLIENT_SECRET"), "no secret in a container"),
        (new(@"kubectl .*(Pod)?SecurityPolicy\b|--enable-pod-identity"), "it was removed from Kubernetes and AKS"),
    ];

    /// <summary>The reasons why the command is bad.</summary>
    public static IEnumerable<string> In(string command) =>
        All.Where(bad => bad.Command.IsMatch(command)).Select(bad => $"{command}: {bad.Reason}");
}
