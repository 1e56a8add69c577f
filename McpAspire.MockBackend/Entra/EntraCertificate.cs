using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace McpAspire.MockBackend.Entra;

/// <summary>The certificate of the local Entra ID and its authority, both created at startup and not trusted by default.</summary>
internal sealed class EntraCertificate : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public EntraCertificate(TimeProvider time)
    {
        var start = time.GetUtcNow().AddMinutes(-5);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = RootRequest(rootKey).CreateSelfSigned(start, start + Lifetime);
        using var leaf = LeafRequest(key).Create(root, start, start + Lifetime, RandomNumberGenerator.GetBytes(16));
        using var withKey = leaf.CopyWithPrivateKey(key);
        // Windows serves TLS only with a key that was loaded from a store or a file.
        Leaf = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
        Root = X509CertificateLoader.LoadCertificate(root.RawData);
    }

    /// <summary>The authority that callers trust, without its key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The server's certificate and key, for <c>localhost</c>, <c>127.0.0.1</c> and <c>::1</c>.</summary>
    public X509Certificate2 Leaf { get; }

    public void Dispose()
    {
        Leaf.Dispose();
        Root.Dispose();
    }

    private static CertificateRequest RootRequest(ECDsa key)
    {
        var request = new CertificateRequest("CN=McpAspire local Entra ID (not for production)", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }

    private static CertificateRequest LeafRequest(ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        return request;
    }
}
