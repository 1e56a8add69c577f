using System.Net;

namespace McpAspire.Client.Connection;

/// <summary>The server redirects. Not followed, because the token would be sent to another address.</summary>
/// <param name="target">The target address, percent-encoded.</param>
/// <param name="status">The status of the response.</param>
internal sealed class RedirectException(string target, HttpStatusCode status)
    : HttpRequestException($"HTTP {(int)status}, a redirect to {target}, which is not followed", inner: null, status);
