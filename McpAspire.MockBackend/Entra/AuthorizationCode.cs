using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace McpAspire.MockBackend.Entra;

/// <summary>The grant of an authorization code.</summary>
/// <param name="user">The user who signed in.</param>
/// <param name="clientId">The application that it was issued to.</param>
/// <param name="redirectUri">The redirect URI, as the application wrote it.</param>
/// <param name="challenge">The code challenge (RFC 7636, <c>S256</c>).</param>
/// <param name="scopes">The scopes that it grants.</param>
/// <param name="nonce">For the ID token; null for none.</param>
/// <param name="expires">Its expiry.</param>
internal sealed class AuthorizationCode(
    UserRegistration user,
    string clientId,
    string redirectUri,
    string challenge,
    DelegatedScopes scopes,
    string? nonce,
    DateTimeOffset expires)
{
    private int _redeemed;

    public UserRegistration User => user;

    public string ClientId => clientId;

    public string RedirectUri => redirectUri;

    public DelegatedScopes Scopes => scopes;

    public string? Nonce => nonce;

    public DateTimeOffset Expires => expires;

    /// <summary>Whether this is the first attempt; later ones fail.</summary>
    public bool Redeem() => Interlocked.Exchange(ref _redeemed, 1) == 0;

    public bool IsProvenBy(string verifier) => CryptographicOperations.FixedTimeEquals(
        Base64Url.EncodeToUtf8(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), Encoding.ASCII.GetBytes(challenge));
}
