namespace McpAspire.MockBackend.Entra;

/// <summary>An application that may ask for tokens.</summary>
/// <param name="ClientId">The application id.</param>
/// <param name="ObjectId">The id of its service principal: <c>oid</c> and <c>sub</c> of its tokens.</param>
/// <param name="Subject">The Kubernetes service account of its federated credential; null when it has none.</param>
/// <param name="Secret">Its client secret; null when it has none.</param>
/// <param name="Roles">The app roles granted to it, by the URI of the resource.</param>
internal sealed record AppRegistration(string ClientId, string ObjectId, string? Subject, string? Secret, IReadOnlyDictionary<string, string[]> Roles);
