namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>One address of a service; the scheme is null, and the port 0, when the address leaves them to the request.</summary>
internal sealed record ServiceEndpoint(string? Scheme, string Host, int Port, string Path)
{
    /// <summary>Reads "http://host:port/path" or "host:port"; null when the value is neither.</summary>
    public static ServiceEndpoint? Parse(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (!value.Contains("://", StringComparison.Ordinal) && Uri.TryCreate($"any://{value}", UriKind.Absolute, out var bare))
        {
            return new ServiceEndpoint(null, bare.Host, Math.Max(bare.Port, 0), "/");
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var uri) ? new ServiceEndpoint(uri.Scheme, uri.Host, Math.Max(uri.Port, 0), uri.AbsolutePath) : null;
    }
}
