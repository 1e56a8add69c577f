using System.Security.Cryptography.X509Certificates;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Trusts only the certificate authority of the local Entra ID.</summary>
public static class AuthorityTrust
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(15);

    /// <summary>A handler that trusts <paramref name="roots"/> instead of the machine's authorities. The caller disposes it.</summary>
    public static SocketsHttpHandler CreateHandler(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime, SslOptions = { CertificateChainPolicy = policy } };
    }

    /// <summary>The same, for the authorities of a PEM file.</summary>
    public static SocketsHttpHandler CreateHandler(string pemFile)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(pemFile);
        return CreateHandler(roots);
    }
}
