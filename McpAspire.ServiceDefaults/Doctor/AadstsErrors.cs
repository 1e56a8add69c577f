namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The error codes that a service without a user can meet. docs/IDENTITY.md has the same table, and a test compares them.</summary>
internal static class AadstsErrors
{
    public static IReadOnlyList<AadstsError> All { get; } =
    [
        new("AADSTS700016", "The tenant has no application with this client id.", "Compare AZURE_CLIENT_ID and AZURE_TENANT_ID with the identity: `az identity show` lists both."),
        new("AADSTS7000112", "The application is disabled in the tenant.", "Enable the enterprise application that belongs to AZURE_CLIENT_ID."),
        new("AADSTS700211", "No federated credential of the identity has the issuer of the service account's token.", "Set the credential's issuer to the cluster's, with the slash at its end: `az aks show --query oidcIssuerProfile.issuerUrl`."),
        new("AADSTS700212", "No federated credential of the identity has the audience of the service account's token.", "Let the token's audience and that of the credential both be `api://AzureADTokenExchange`; the webhook projects such a token, another one must not be used."),
        new("AADSTS700213", "No federated credential of the identity has the subject of the service account's token.", "Set the credential's subject to `system:serviceaccount:NAMESPACE:NAME` of the pod's service account; letter case counts."),
        new("AADSTS70021", "No federated credential of the identity fits the service account's token.", "Compare issuer, subject and audience (check `assertion`) with the credential; a new credential takes some minutes until it works."),
        new("AADSTS700024", "The service account's token is not valid yet, or not any more.", "Look at the checks `token_file` and `clock`: the file must be the one that the kubelet renews, and the node's clock must be right."),
        new("AADSTS700027", "The signature of the service account's token cannot be verified.", "Fetch `openid-configuration` below the token's issuer from the internet: Entra must be able to. After the cluster's keys were rotated, wait some minutes."),
        new("AADSTS50027", "The service account's token is not a JSON Web Token that Entra can use.", "Let AZURE_FEDERATED_TOKEN_FILE name the file that the webhook projects; look at the check `assertion`."),
        new("AADSTS50013", "The service account's token is not accepted as an assertion: wrong issuer, not in time, or malformed.", "Look at the checks `token_file`, `assertion` and `clock`."),
        new("AADSTS7000215", "The client secret is wrong.", "Set AZURE_CLIENT_SECRET to the secret's value, not to its id; in AKS use workload identity instead."),
        new("AADSTS7000222", "The client secret has expired.", "Make a new secret, or use workload identity, which has none."),
        new("AADSTS7000216", "The request has neither an assertion nor a secret.", "Set AZURE_FEDERATED_TOKEN_FILE; in AKS the webhook does, when the pod has the label `azure.workload.identity/use`."),
        new("AADSTS90002", "There is no such tenant.", "Correct AZURE_TENANT_ID; for a national cloud, AZURE_AUTHORITY_HOST too."),
        new("AADSTS900023", "The tenant id is neither a GUID nor a domain name.", "Correct AZURE_TENANT_ID."),
        new("AADSTS500011", "The tenant has no application with the URI or id that the scope names.", "Correct AZURE_SCOPES, or create the service principal of the called application in this tenant: `az ad sp create --id APP_ID`."),
        new("AADSTS70011", "The scope is not valid.", "Let AZURE_SCOPES be the application URI of what is called, followed by `/.default`."),
        new("AADSTS1002012", "The scope does not end in `/.default`, as it must without a user.", "Let AZURE_SCOPES be the application URI of what is called, followed by `/.default`."),
        new("AADSTS501051", "The identity has no app role of the called application, which asks for an assignment.", "Assign an app role of the called application to the identity."),
        new("AADSTS50105", "The signed-in developer has no role of the called application, which asks for an assignment.", "Assign the developer, or a group of theirs, to the called application."),
        new("AADSTS65001", "Nobody consented to what the application asks for.", "Have an administrator consent; an identity without a user needs an app role, not a delegated permission."),
        new("AADSTS53003", "A Conditional Access policy blocks the token.", "Look up the sign-in of the service principal in Entra's log, which names the policy; exclude the identity or the cluster's address range."),
        new("AADSTS90033", "Entra is unavailable for a moment.", "Wait; the service tries again by itself."),
        new("AADSTS50196", "The same request came too often in a short time.", "Look for a process that restarts in a loop: tokens are kept in memory, and each start asks for one."),
    ];

    public static AadstsError Find(string code) =>
        All.FirstOrDefault(error => error.Code == code) ?? new(code, "This code is not in the table of docs/IDENTITY.md.", $"Look it up: https://login.microsoftonline.com/error?code={code["AADSTS".Length..]}");
}
