namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The error codes of Entra's token endpoint; docs/IDENTITY.md has the same table.</summary>
internal static class AadstsErrors
{
    public static IReadOnlyList<AadstsError> All { get; } =
    [
        new("AADSTS700016", "The tenant has no application with this client id.",
            "Compare AZURE_CLIENT_ID and AZURE_TENANT_ID with the output of `az identity show`."),
        new("AADSTS7000112", "The application is disabled in the tenant.", "Enable the enterprise application of AZURE_CLIENT_ID."),
        new("AADSTS700211", "No federated credential of the identity has the issuer of the service account's token.",
            "Set the credential's issuer to that of the cluster, with the final slash: `az aks show --query oidcIssuerProfile.issuerUrl`."),
        new("AADSTS700212", "No federated credential of the identity has the audience of the service account's token.",
            "Set the credential's audience to `api://AzureADTokenExchange`, and use the token that the webhook projects."),
        new("AADSTS700213", "No federated credential of the identity has the subject of the service account's token.",
            "Set the credential's subject to `system:serviceaccount:NAMESPACE:NAME` of the pod's service account; case matters."),
        new("AADSTS70021", "No federated credential of the identity matches the service account's token.",
            "Compare issuer, subject and audience (check `assertion`) with the credential. A new credential takes some minutes to work."),
        new("AADSTS700024", "The service account's token is not valid yet, or has expired.",
            "See the checks `token_file` and `clock`: the kubelet must renew the file, and the node's clock must be right."),
        new("AADSTS700027", "The signature of the service account's token cannot be verified.",
            "Entra ID must be able to fetch `openid-configuration` below the token's issuer: test it from the internet. After a "
            + "rotation of the cluster's keys, wait some minutes."),
        new("AADSTS50027", "The service account's token is not a JSON Web Token that Entra ID accepts.",
            "Set AZURE_FEDERATED_TOKEN_FILE to the file that the webhook projects; see the check `assertion`."),
        new("AADSTS50013", "The service account's token is rejected as an assertion: wrong issuer, expired, or malformed.",
            "See the checks `token_file`, `assertion` and `clock`."),
        new("AADSTS7000215", "The client secret is wrong.",
            "Set AZURE_CLIENT_SECRET to the secret's value, not to its id. In AKS, use workload identity instead."),
        new("AADSTS7000222", "The client secret has expired.", "Create a new secret, or use workload identity, which has none."),
        new("AADSTS7000216", "The request has neither an assertion nor a secret.",
            "Set AZURE_FEDERATED_TOKEN_FILE. In AKS, the webhook sets it if the pod has the label `azure.workload.identity/use`."),
        new("AADSTS90002", "The tenant does not exist.", "Correct AZURE_TENANT_ID; for a national cloud, also AZURE_AUTHORITY_HOST."),
        new("AADSTS900023", "The tenant id is neither a GUID nor a domain name.", "Correct AZURE_TENANT_ID."),
        new("AADSTS500011", "The tenant has no application with the URI or id in the scope.",
            "Correct AZURE_SCOPES, or create the service principal of the called application in this tenant: `az ad sp create "
            + "--id APP_ID`."),
        new("AADSTS70011", "The scope is not valid.",
            "Set AZURE_SCOPES to the application URI of the called API, followed by `/.default`."),
        new("AADSTS1002012", "The scope does not end with `/.default`, which is required without a user.",
            "Set AZURE_SCOPES to the application URI of the called API, followed by `/.default`."),
        new("AADSTS501051", "The identity has no app role of the called application, which requires an assignment.",
            "Assign an app role of the called application to the identity."),
        new("AADSTS50105", "The signed-in user has no role of the called application, which requires an assignment.",
            "Assign the user, or one of their groups, to the called application."),
        new("AADSTS65001", "Nobody has consented to the permissions that the application requests.",
            "Ask an administrator to consent. An identity without a user needs an app role, not a delegated permission."),
        new("AADSTS53003", "A Conditional Access policy blocks the token.",
            "Find the sign-in of the service principal in the log of Entra ID, which names the policy. Exclude the identity or "
            + "the cluster's address range."),
        new("AADSTS500131", "The user's token is for another application than the one that exchanges it.",
            "Set AUTHORIZATION_CLIENT_ID to the application in `aud` of users' tokens."),
        new("AADSTS500133", "The user's token has expired, or is not valid yet.",
            "Sign in again; if the error persists, see the check `clock`."),
        new("AADSTS50173", "The user's sign-in was revoked, e.g. by a changed password.",
            "Sign in again."),
        new("AADSTS70043", "The user's sign-in is too old for a Conditional Access policy.",
            "Sign in again."),
        new("AADSTS50076", "A Conditional Access policy requires a second factor of the user.",
            "Sign in with it: MCP clients do so on the claims of the 401."),
        new("AADSTS50079", "A Conditional Access policy requires the user to enroll a second factor.",
            "Sign in and enroll it."),
        new("AADSTS50057", "The user's account is disabled.",
            "Ask an administrator to enable it."),
        new("AADSTS90033", "Entra ID is temporarily unavailable.", "Wait; the service retries by itself."),
        new("AADSTS50196", "The same request was sent too often in a short time.",
            "Find a process that restarts in a loop: tokens are cached in memory, and each start requests one."),
    ];

    public static AadstsError Find(string code) =>
        All.FirstOrDefault(error => error.Code == code)
        ?? new(
            code,
            "docs/IDENTITY.md does not list this code.",
            $"Look it up: https://login.microsoftonline.com/error?code={code["AADSTS".Length..]}");
}
