namespace McpAspire.MockBackend.Entra;

/// <summary>An application that may ask for tokens.</summary>
/// <param name="ClientId">The application id.</param>
/// <param name="ObjectId">The id of its service principal: <c>oid</c> and <c>sub</c> of its tokens.</param>
/// <param name="Subject">The Kubernetes service account of its federated credential; null when it has none.</param>
/// <param name="Secret">Its client secret; null when it has none.</param>
/// <param name="Roles">The app roles granted to it, by the URI of the resource.</param>
internal sealed record AppRegistration(string ClientId, string ObjectId, string? Subject, string? Secret, IReadOnlyDictionary<string, string[]> Roles)
{
    /// <summary>Whether people can sign in to it; they are sent back to a <see cref="LoopbackAddress" />.</summary>
    public bool SignsInPeople { get; init; }

    /// <summary>The delegated scopes that are consented to, by the URI of the resource.</summary>
    public IReadOnlyDictionary<string, string[]> Consents { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Whether it has no credential, because it runs where it could not keep one.</summary>
    public bool IsPublic => Subject is null && Secret is null;
}
