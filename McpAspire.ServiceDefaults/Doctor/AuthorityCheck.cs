using System.Security.Cryptography;
using System.Text.Json;
using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Checks that the authority can be reached and knows the tenant.</summary>
internal static class AuthorityCheck
{
    private const int MaxBodyBytes = 64 * 1024;

    /// <returns>The check, and how far this machine's clock is ahead of the authority's, if the response has a date.</returns>
    public static async Task<(DoctorCheck Check, TimeSpan? Ahead)> RunAsync(
        CredentialKind kind, IdentityOptions identity, TimeProvider time, CancellationToken cancellationToken)
    {
        if (kind == CredentialKind.None)
        {
            return (DoctorCheck.Skip(CheckNames.Authority, "no token is needed"), null);
        }

        if (identity.TenantId is not { } tenant || identity.AuthorityHost is not { IsAbsoluteUri: true, Scheme: "https" } host)
        {
            const string Reason = "AZURE_TENANT_ID is not set, or AZURE_AUTHORITY_HOST is not an https URL";
            return (DoctorCheck.Skip(CheckNames.Authority, Reason), null);
        }

        var address = new Uri(
            $"{host.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(tenant)}/v2.0/.well-known/openid-configuration");
        using var limit = new CancellationTokenSource(identity.TokenTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var handler = identity.AuthorityCaFile is { } file ? AuthorityTrust.CreateHandler(file) : new SocketsHttpHandler();
            using var http = new HttpClient(handler) { MaxResponseContentBufferSize = MaxBodyBytes };
            using var response = await http.GetAsync(address, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return (Judge(address, response, body), time.GetUtcNow() - response.Headers.Date);
        }
        catch (HttpRequestException exception)
        {
            var reason = HttpFailure.Describe(exception);
            return (HttpFailure.IsCertificate(exception) ? Untrusted(address, reason) : Unreachable(address, reason), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (Unreachable(address, $"no response within {Duration.Format(identity.TokenTimeout)}"), null);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            var check = DoctorCheck.Fail(
                CheckNames.Authority,
                "the file of AZURE_AUTHORITY_CA_FILE cannot be read as a certificate",
                "Set it to a PEM file with the certificate authority of the local Entra ID.");
            return (check, null);
        }
    }

    private static DoctorCheck Untrusted(Uri address, string reason) => DoctorCheck.Fail(
        CheckNames.Authority,
        $"{address.Authority}: {reason}",
        "Add the certificate authority, such as that of a TLS-inspecting proxy, to the trust store (SSL_CERT_FILE or SSL_CERT_DIR). "
        + "For the local Entra ID, set AZURE_AUTHORITY_CA_FILE in Development.");

    private static DoctorCheck Unreachable(Uri address, string reason) => DoctorCheck.Fail(
        CheckNames.Authority,
        $"{address.Authority}: {reason}",
        $"Allow https from the pod to {address.Authority}: check DNS, network policy, firewall, HTTPS_PROXY and AZURE_AUTHORITY_HOST.");

    private static DoctorCheck Judge(Uri address, HttpResponseMessage response, string body)
    {
        if (response.IsSuccessStatusCode && Issuer(body) is { } issuer)
        {
            return DoctorCheck.Pass(CheckNames.Authority, $"{address.Authority} knows the tenant; issuer of v2.0 tokens: {issuer}");
        }

        if (AadstsCode.Find(body) is { } code)
        {
            var error = AadstsErrors.Find(code);
            return DoctorCheck.Fail(CheckNames.Authority, $"{code}: {error.Cause}", error.Fix) with { Code = code };
        }

        return DoctorCheck.Fail(
            CheckNames.Authority,
            $"{address} returned HTTP {(int)response.StatusCode} without the metadata of a tenant",
            "Check AZURE_AUTHORITY_HOST and AZURE_TENANT_ID. A proxy may have responded instead of the authority.");
    }

    private static string? Issuer(string body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } metadata
                && metadata.TryGetProperty("issuer", out var issuer)
                && issuer.ValueKind == JsonValueKind.String
                ? issuer.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
