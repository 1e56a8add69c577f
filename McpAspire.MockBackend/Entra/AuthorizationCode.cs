using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace McpAspire.MockBackend.Entra;

/// <summary>The grant of an authorization code.</summary>
/// <param name="User">The user who signed in.</param>
/// <param name="ClientId">The application that it was issued to.</param>
/// <param name="RedirectUri">The redirect URI, as the application wrote it.</param>
/// <param name="Challenge">The code challenge (RFC 7636, <c>S256</c>).</param>
/// <param name="Scopes">The scopes that it grants.</param>
/// <param name="Nonce">For the ID token; null for none.</param>
/// <param name="Expires">Its expiry.</param>
internal sealed record AuthorizationCode(
    UserRegistration User,
    string ClientId,
    string RedirectUri,
    string Challenge,
    DelegatedScopes Scopes,
    string? Nonce,
    DateTimeOffset Expires)
{
    private int _redeemed;

    /// <summary>Whether this is the first attempt; later ones fail.</summary>
    public bool Redeem() => Interlocked.Exchange(ref _redeemed, 1) == 0;

    public bool IsProvenBy(string verifier) => CryptographicOperations.FixedTimeEquals(
        Base64Url.EncodeToUtf8(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), Encoding.ASCII.GetBytes(Challenge));
}
