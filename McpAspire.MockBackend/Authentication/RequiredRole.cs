namespace McpAspire.MockBackend.Authentication;

/// <summary>The app role that a route needs.</summary>
internal sealed record RequiredRole(string Name);
