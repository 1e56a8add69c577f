using System.Net;

namespace McpAspire.Client.Connection;

/// <summary>The server redirects. Redirects are not followed: the token would go to an address that no setting names.</summary>
/// <param name="target">The address it names, percent-encoded.</param>
/// <param name="status">The status of the response.</param>
internal sealed class RedirectException(string target, HttpStatusCode status)
    : HttpRequestException($"HTTP {(int)status}, a redirect to {target}, which is not followed", inner: null, status);
