using System.Net;
using McpAspire.ServiceDefaults.Health;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Http;

/// <summary>
/// Refuses requests whose <c>Host</c> or <c>Origin</c> is not allowed: DNS rebinding lets a web page reach a server behind its visitor's firewall
/// (MCP 2026-07-28, Security Warning of Streamable HTTP). Probes use the pod's address and are exempt.
/// </summary>
internal sealed class NameCheck(RequestDelegate next, IOptions<McpHttpOptions> options, IHostEnvironment environment)
{
    private readonly string[] _hosts = options.Value.AllowedHostList;
    private readonly HashSet<string> _origins = new(options.Value.AllowedOriginList, StringComparer.OrdinalIgnoreCase);
    private readonly bool _loopbackOrigins = environment.IsDevelopment();

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (ProbePaths.Contains(request.Path))
        {
            return next(context);
        }

        if (!IsAllowedHost(request.Host.Host))
        {
            return JsonRpcRefusal.WriteAsync(context, StatusCodes.Status403Forbidden, "Forbidden: the Host header names no host of this server (ALLOWED_HOSTS).");
        }

        return request.Headers.Origin is var origins && (origins.Count == 0 || origins.All(IsAllowedOrigin))
            ? next(context)
            : JsonRpcRefusal.WriteAsync(context, StatusCodes.Status403Forbidden, "Forbidden: the Origin is not allowed (ALLOWED_ORIGINS).");
    }

    private bool IsAllowedHost(string host) => IsLoopback(host) || Array.Exists(_hosts, allowed =>
        allowed == "*" ||
        allowed.Equals(host, StringComparison.OrdinalIgnoreCase) ||
        (allowed.StartsWith("*.", StringComparison.Ordinal) && host.Length > allowed.Length - 1 && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)));

    private bool IsAllowedOrigin(string? origin) =>
        origin is not null && (_origins.Contains("*") || _origins.Contains(origin)
            || (_loopbackOrigins && Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && IsLoopback(uri.Host)));

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
