using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Checks that the file has a service account token that is not about to expire.</summary>
internal static class TokenFileCheck
{
    /// <summary>The kubelet renews a token after 80 % of its lifetime; this leaves it time.</summary>
    private const double RenewalLimit = 0.9;

    private const string Renewal =
        "The kubelet renews only the file that it projects: set AZURE_FEDERATED_TOKEN_FILE to that file, not to a copy or a subPath mount, "
        + "and check the node's kubelet and clock.";

    private const string Permissions =
        "Run the container as the user, or with the fsGroup, of the pod's securityContext, which owns the projected file.";

    /// <returns>The check, and the token's claims if it can be read.</returns>
    public static async Task<(DoctorCheck Check, JwtClaims? Claims)> RunAsync(
        CredentialKind kind, IdentityOptions identity, TimeProvider time, CancellationToken cancellationToken)
    {
        if (kind != CredentialKind.WorkloadIdentity || identity.FederatedTokenFile is not { } path)
        {
            return (DoctorCheck.Skip(CheckNames.TokenFile, "workload identity is not used"), null);
        }

        if (!File.Exists(path))
        {
            return (DoctorCheck.Fail(CheckNames.TokenFile, $"{path} does not exist", CredentialCheck.Webhook), null);
        }

        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            if (string.IsNullOrWhiteSpace(text))
            {
                return (DoctorCheck.Fail(CheckNames.TokenFile, $"{path} is empty", Renewal), null);
            }

            return JwtClaims.Read(text) is { } claims
                ? (Judge(path, claims, time.GetUtcNow()) with { Claims = claims.Only("exp") }, claims)
                : (DoctorCheck.Fail(CheckNames.TokenFile, $"{path} is not a JSON Web Token", CredentialCheck.Webhook), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (DoctorCheck.Fail(CheckNames.TokenFile, $"{path} cannot be read", Permissions), null);
        }
    }

    private static DoctorCheck Judge(string path, JwtClaims claims, DateTimeOffset now)
    {
        if (claims.ExpiresAt is not { } end)
        {
            return DoctorCheck.Fail(CheckNames.TokenFile, $"{path} has no expiry time", CredentialCheck.Webhook);
        }

        if (end <= now)
        {
            return DoctorCheck.Fail(CheckNames.TokenFile, $"{path} expired {Duration.Format(now - end)} ago", Renewal);
        }

        var issued = claims.IssuedAt is { } start ? $"issued {Duration.Format(now - start)} ago, " : string.Empty;
        var found = $"{path}, {issued}valid for {Duration.Format(end - now)}";
        return claims.IssuedAt is { } begin && now - begin > (end - begin) * RenewalLimit
            ? DoctorCheck.Warn(CheckNames.TokenFile, $"{found}: overdue for renewal", Renewal)
            : DoctorCheck.Pass(CheckNames.TokenFile, found);
    }
}
