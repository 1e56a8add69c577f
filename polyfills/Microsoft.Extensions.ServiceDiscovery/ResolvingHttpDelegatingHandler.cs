namespace Microsoft.Extensions.ServiceDiscovery.Http;

/// <summary>Sends each request to an endpoint of the service that its address names.</summary>
internal sealed class ResolvingHttpDelegatingHandler(EndpointResolver resolver, ServiceDiscoveryOptions options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var original = request.RequestUri;
        if (original is not null)
        {
            request.RequestUri = AddressOf(original, await resolver.NextAsync(original, cancellationToken).ConfigureAwait(false));
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A retry resolves again, and may get the next endpoint.
            request.RequestUri = original;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            resolver.Dispose();
        }

        base.Dispose(disposing);
    }

    private Uri AddressOf(Uri original, ServiceEndpoint endpoint)
    {
        var address = new UriBuilder(original) { Scheme = endpoint.Scheme ?? SchemeOf(original), Host = endpoint.Host };
        if (endpoint.Port > 0)
        {
            address.Port = endpoint.Port;
        }

        if (endpoint.Path.Length > 1)
        {
            address.Path = $"{endpoint.Path.TrimEnd('/')}/{original.AbsolutePath.TrimStart('/')}";
        }

        return address.Uri;
    }

    private string SchemeOf(Uri original)
    {
        if (!original.Scheme.Contains('+', StringComparison.Ordinal))
        {
            return original.Scheme;
        }

        var scheme = original.Scheme.Split('+')[0];
        return options.AllowAllSchemes || options.AllowedSchemes.Contains(scheme, StringComparer.OrdinalIgnoreCase)
            ? scheme
            : throw new InvalidOperationException($"The scheme '{scheme}' is not allowed.");
    }
}
