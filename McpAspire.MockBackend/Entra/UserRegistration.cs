using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace McpAspire.MockBackend.Entra;

/// <summary>A person of the tenant.</summary>
/// <param name="ObjectId">The id of the person: <c>oid</c> of their tokens.</param>
/// <param name="Name">The name to show.</param>
/// <param name="PreferredUserName">The name to sign in with.</param>
internal sealed record UserRegistration(string ObjectId, string Name, string PreferredUserName)
{
    /// <summary>The person's <c>sub</c> in tokens for this audience: pairwise, each audience gets another one.</summary>
    public string SubjectFor(string audience) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{ObjectId} {audience}")));
}
