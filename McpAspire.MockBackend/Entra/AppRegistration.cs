namespace McpAspire.MockBackend.Entra;

/// <summary>An application that can request tokens.</summary>
/// <param name="ClientId">The application id.</param>
/// <param name="ObjectId">The id of its service principal: <c>oid</c> and <c>sub</c> of its tokens.</param>
/// <param name="Subject">The Kubernetes service account of its federated credential; null for none.</param>
/// <param name="Secret">Its client secret; null for none.</param>
/// <param name="Roles">The app roles granted to it, by the URI of the resource.</param>
internal sealed record AppRegistration(
    string ClientId, string ObjectId, string? Subject, string? Secret, IReadOnlyDictionary<string, string[]> Roles)
{
    /// <summary>Whether users can sign in to it; they are redirected to a <see cref="LoopbackAddress" />.</summary>
    public bool SignsInUsers { get; init; }

    /// <summary>The delegated scopes with consent, by the URI of the resource.</summary>
    public IReadOnlyDictionary<string, string[]> Consents { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Whether it has no credential, because it could not keep it secret.</summary>
    public bool IsPublic => Subject is null && Secret is null;
}
