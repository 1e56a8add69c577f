using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The file with the service account's token: there, readable, a token, and fresh.</summary>
internal static class TokenFileCheck
{
    /// <summary>A kubelet renews a token after 80 % of its life; this leaves it time.</summary>
    private const double RenewedBy = 0.9;

    private const string Renewal = "The kubelet renews the file that it projects: let AZURE_FEDERATED_TOKEN_FILE name that file itself, no copy and no subPath mount, and look at the node's kubelet and clock.";

    /// <returns>The check, and the token's claims where it could be read.</returns>
    public static async Task<(DoctorCheck Check, JwtClaims? Claims)> RunAsync(CredentialKind kind, IdentityOptions identity, TimeProvider time, CancellationToken cancellationToken)
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
            return (DoctorCheck.Fail(CheckNames.TokenFile, $"{path} cannot be read", "Let the container run as the user, or with the fsGroup, that the pod's securityContext names: the projected file belongs to it."), null);
        }
    }

    private static DoctorCheck Judge(string path, JwtClaims claims, DateTimeOffset now)
    {
        if (claims.EndsAt is not { } end)
        {
            return DoctorCheck.Fail(CheckNames.TokenFile, $"{path} does not say when it ends", CredentialCheck.Webhook);
        }

        if (end <= now)
        {
            return DoctorCheck.Fail(CheckNames.TokenFile, $"{path} expired {Duration.Say(now - end)} ago", Renewal);
        }

        var issued = claims.IssuedAt is { } start ? $"issued {Duration.Say(now - start)} ago, " : string.Empty;
        var found = $"{path}, {issued}valid for {Duration.Say(end - now)}";
        return claims.IssuedAt is { } begin && now - begin > (end - begin) * RenewedBy
            ? DoctorCheck.Warn(CheckNames.TokenFile, $"{found}: it should have been renewed by now", Renewal)
            : DoctorCheck.Pass(CheckNames.TokenFile, found);
    }
}
