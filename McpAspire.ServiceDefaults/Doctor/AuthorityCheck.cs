using System.Security.Cryptography;
using System.Text.Json;
using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Whether the authority can be reached, and knows the tenant.</summary>
internal static class AuthorityCheck
{
    private const int MaxBodyBytes = 64 * 1024;

    /// <returns>The check, and by how much this machine's clock is ahead of the authority's, where that tells its time.</returns>
    public static async Task<(DoctorCheck Check, TimeSpan? Ahead)> RunAsync(CredentialKind kind, IdentityOptions identity, TimeProvider time, CancellationToken cancellationToken)
    {
        if (kind == CredentialKind.None)
        {
            return (DoctorCheck.Skip(CheckNames.Authority, "no token is asked for"), null);
        }

        if (identity.TenantId is not { } tenant || identity.AuthorityHost is not { IsAbsoluteUri: true, Scheme: "https" })
        {
            return (DoctorCheck.Skip(CheckNames.Authority, "AZURE_TENANT_ID is not set, or AZURE_AUTHORITY_HOST is no https URL"), null);
        }

        var address = new Uri($"{identity.AuthorityHost.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(tenant)}/v2.0/.well-known/openid-configuration");
        using var limit = new CancellationTokenSource(identity.TokenTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var handler = identity.AuthorityCaFile is { } file ? AuthorityTrust.CreateHandler(file) : new SocketsHttpHandler();
            using var http = new HttpClient(handler) { MaxResponseContentBufferSize = MaxBodyBytes };
            using var response = await http.GetAsync(address, either.Token);
            return (Judge(address, response, await response.Content.ReadAsStringAsync(either.Token)), time.GetUtcNow() - response.Headers.Date);
        }
        catch (HttpRequestException exception)
        {
            return (HttpFailure.IsCertificate(exception) ? Untrusted(address, exception) : Unreachable(address, HttpFailure.Describe(exception)), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (Unreachable(address, $"no answer within {Duration.Say(identity.TokenTimeout)}"), null);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return (DoctorCheck.Fail(CheckNames.Authority, "the file of AZURE_AUTHORITY_CA_FILE cannot be read as a certificate", "Let it name a PEM file with the certificate authority of the local stand-in."), null);
        }
    }

    private static DoctorCheck Untrusted(Uri address, HttpRequestException exception) => DoctorCheck.Fail(
        CheckNames.Authority, $"{address.Authority}: {HttpFailure.Describe(exception)}",
        "Add the certificate authority to the machine's trust store (SSL_CERT_FILE or SSL_CERT_DIR); a TLS-inspecting proxy has one of its own. "
        + "AZURE_AUTHORITY_CA_FILE names that of a local stand-in, in Development.");

    private static DoctorCheck Unreachable(Uri address, string reason) => DoctorCheck.Fail(CheckNames.Authority, $"{address.Authority}: {reason}",
        $"Let the pod reach {address.Authority} by https: DNS, network policy, firewall, proxy (HTTPS_PROXY), AZURE_AUTHORITY_HOST.");

    private static DoctorCheck Judge(Uri address, HttpResponseMessage response, string body)
    {
        if (response.IsSuccessStatusCode && Issuer(body) is { } issuer)
        {
            return DoctorCheck.Pass(CheckNames.Authority, $"{address.Authority} knows the tenant; its tokens of version 2 have the issuer {issuer}");
        }

        if (AadstsCode.Find(body) is { } code)
        {
            var error = AadstsErrors.Find(code);
            return DoctorCheck.Fail(CheckNames.Authority, $"{code}: {error.Cause}", error.Fix) with { Code = code };
        }

        return DoctorCheck.Fail(CheckNames.Authority, $"{address} answers {(int)response.StatusCode}, and not with the metadata of a tenant",
            "Compare AZURE_AUTHORITY_HOST and AZURE_TENANT_ID; a proxy may answer in the authority's place.");
    }

    private static string? Issuer(string body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } metadata && metadata.TryGetProperty("issuer", out var issuer) && issuer.ValueKind == JsonValueKind.String ? issuer.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
