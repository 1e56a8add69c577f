namespace McpAspire.MockBackend.Entra;

/// <summary>An API that tokens are issued for.</summary>
/// <param name="Uri">The application id URI, which scopes start with.</param>
/// <param name="AppId">The application id: the audience of its (v2) tokens.</param>
internal sealed record ResourceRegistration(string Uri, string AppId)
{
    /// <summary>The delegated scopes that it exposes.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether every <see cref="LoopbackAddress" /> is an application id URI, because the port is not known in advance.</summary>
    public bool IsOnLoopback { get; init; }

    /// <summary>Whether this is one of its application id URIs, as a <c>resource</c> parameter (RFC 8707) must be.</summary>
    public bool HasUri(string uri) => uri == Uri || (IsOnLoopback && LoopbackAddress.Read(uri) is not null);
}
