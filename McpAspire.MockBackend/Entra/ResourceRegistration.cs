namespace McpAspire.MockBackend.Entra;

/// <summary>An API that tokens are issued for.</summary>
/// <param name="Uri">The application id URI, which scopes start with.</param>
/// <param name="AppId">The application id: the audience of its (v2) tokens.</param>
internal sealed record ResourceRegistration(string Uri, string AppId);
