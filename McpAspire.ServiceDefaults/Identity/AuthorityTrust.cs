using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Trust in the certificate of a local stand-in for Entra: in its own authority, and in no other.</summary>
internal static class AuthorityTrust
{
    public static HttpClientTransport CreateTransport(string caFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
#pragma warning disable CA2000 // The transport keeps them as long as the process lives.
        return new HttpClientTransport(new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }));
#pragma warning restore CA2000
    }
}
