using System.Net;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Http;

/// <summary>The host names of the server, and the origins whose scripts may call it.</summary>
internal sealed class AllowedNames(IOptions<McpHttpOptions> options, IHostEnvironment environment)
{
    private readonly string[] _hosts = options.Value.AllowedHostList;
    private readonly HashSet<string> _origins = new(options.Value.AllowedOriginList, StringComparer.OrdinalIgnoreCase);
    private readonly bool _loopbackOrigins = environment.IsDevelopment();

    public bool HasHost(string host) => IsLoopback(host) || Array.Exists(_hosts, allowed =>
        allowed == "*"
        || allowed.Equals(host, StringComparison.OrdinalIgnoreCase)
        || (allowed.StartsWith("*.", StringComparison.Ordinal)
            && host.Length >= allowed.Length
            && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)));

    public bool HasOrigin(string? origin) =>
        origin is not null && (_origins.Contains("*") || _origins.Contains(origin) || (_loopbackOrigins && IsLoopbackOrigin(origin)));

    private static bool IsLoopbackOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && IsLoopback(uri.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
