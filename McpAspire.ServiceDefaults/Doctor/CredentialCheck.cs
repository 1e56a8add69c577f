using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Which credential is used, and why.</summary>
internal static class CredentialCheck
{
    public const string Webhook = "In AKS, label the pod template azure.workload.identity/use=true and let it use the service account that has the annotation "
        + "azure.workload.identity/client-id: the webhook then sets AZURE_FEDERATED_TOKEN_FILE and projects the file. Recreate a pod that is older than these.";

    public static DoctorCheck Run(CredentialKind kind, IdentityOptions identity, bool isProduction)
    {
        if (isProduction && kind != CredentialKind.WorkloadIdentity && !identity.IsUnused)
        {
            return DoctorCheck.Fail(CheckNames.Credential, $"{kind}: Production takes WorkloadIdentity only, and AZURE_FEDERATED_TOKEN_FILE is not set", Webhook);
        }

        var reason = kind == CredentialKind.WorkloadIdentity ? "AZURE_FEDERATED_TOKEN_FILE is set"
            : kind == CredentialKind.ClientSecret ? "AZURE_CLIENT_SECRET is set"
            : "AZURE_SCOPES is set, and neither a token file nor a secret";
        return kind == CredentialKind.None
            ? DoctorCheck.Pass(CheckNames.Credential, "none, because AZURE_SCOPES is not set: calls carry no token")
            : DoctorCheck.Pass(CheckNames.Credential, $"{kind}, because {reason}", $"client {identity.ClientId ?? "(none)"}, tenant {identity.TenantId ?? "(none)"}, scopes {identity.Scopes ?? "(none)"}");
    }
}
