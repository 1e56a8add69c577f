using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace McpAspire.MockBackend.Entra;

/// <summary>What an authorization code stands for, and to whom it is bound.</summary>
/// <param name="clientId">The application that it was issued to.</param>
/// <param name="redirectUri">Where it was sent, as the application wrote it.</param>
/// <param name="challenge">The code challenge (RFC 7636, <c>S256</c>).</param>
/// <param name="scopes">What it grants.</param>
/// <param name="nonce">For the id token; null when there was none.</param>
/// <param name="expires">When it ends.</param>
internal sealed class AuthorizationCode(string clientId, string redirectUri, string challenge, DelegatedScopes scopes, string? nonce, DateTimeOffset expires)
{
    private int _redeemed;

    public string ClientId => clientId;

    public string RedirectUri => redirectUri;

    public DelegatedScopes Scopes => scopes;

    public string? Nonce => nonce;

    public DateTimeOffset Expires => expires;

    /// <summary>Whether this is the first attempt; there is no other one.</summary>
    public bool Redeem() => Interlocked.Exchange(ref _redeemed, 1) == 0;

    public bool IsProvenBy(string verifier) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));
}
