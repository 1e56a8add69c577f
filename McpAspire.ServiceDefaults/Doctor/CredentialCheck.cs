using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Reports which credential is used, and why.</summary>
internal static class CredentialCheck
{
    public const string Webhook = "In AKS, label the pod template azure.workload.identity/use=true, and use a service account with the "
        + "annotation azure.workload.identity/client-id: the webhook then sets AZURE_FEDERATED_TOKEN_FILE and projects the file. "
        + "Recreate the pod after a change of either.";

    public static DoctorCheck Run(CredentialKind kind, IdentityOptions identity, bool isProduction)
    {
        if (isProduction && kind != CredentialKind.WorkloadIdentity && !identity.IsUnused)
        {
            return DoctorCheck.Fail(
                CheckNames.Credential,
                $"{kind}: Production requires WorkloadIdentity, and AZURE_FEDERATED_TOKEN_FILE is not set",
                Webhook);
        }

        var reason = kind == CredentialKind.WorkloadIdentity ? "AZURE_FEDERATED_TOKEN_FILE is set"
            : kind == CredentialKind.ClientSecret ? "AZURE_CLIENT_SECRET is set"
            : "AZURE_SCOPES is set without a token file or a secret";
        return kind == CredentialKind.None
            ? DoctorCheck.Pass(CheckNames.Credential, "none, because AZURE_SCOPES is not set: calls carry no token")
            : DoctorCheck.Pass(
                CheckNames.Credential,
                $"{kind}, because {reason}",
                $"client {identity.ClientId ?? "(none)"}, tenant {identity.TenantId ?? "(none)"}, scopes {identity.Scopes ?? "(none)"}");
    }
}
