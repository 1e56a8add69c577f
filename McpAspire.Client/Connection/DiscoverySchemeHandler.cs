namespace McpAspire.Client.Connection;

/// <summary>
/// Restores the scheme of the configured address. The MCP transport supports only http and https, so it gets the first part of
/// <c>https+http</c>; service discovery, the next handler, needs the whole.
/// </summary>
internal sealed class DiscoverySchemeHandler(string scheme) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var original = request.RequestUri!;
        request.RequestUri = new UriBuilder(original) { Scheme = scheme, Port = original.IsDefaultPort ? -1 : original.Port }.Uri;
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = original;
        }
    }
}
