namespace McpAspire.Client.Connection;

/// <summary>
/// Gives requests the scheme of the configured address back. The MCP transport takes http and https only, so it is given the first part of
/// <c>https+http</c>; service discovery, which comes after this handler, needs the whole.
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
