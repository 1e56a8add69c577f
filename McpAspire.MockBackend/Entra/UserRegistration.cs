using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace McpAspire.MockBackend.Entra;

/// <summary>A user of the tenant.</summary>
/// <param name="ObjectId">The <c>oid</c> of their tokens.</param>
/// <param name="Name">The display name.</param>
/// <param name="PreferredUserName">The sign-in name.</param>
internal sealed record UserRegistration(string ObjectId, string Name, string PreferredUserName)
{
    /// <summary>The app roles assigned to them, by the URI of the resource.</summary>
    public IReadOnlyDictionary<string, string[]> Roles { get; init; } = new Dictionary<string, string[]>();

    /// <summary>The <c>sub</c> in tokens for an audience: pairwise, different for each audience.</summary>
    public string SubjectFor(string audience) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{ObjectId} {audience}")));
}
