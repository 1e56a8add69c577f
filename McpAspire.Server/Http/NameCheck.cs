using McpAspire.ServiceDefaults.Health;

namespace McpAspire.Server.Http;

/// <summary>
/// Refuses requests whose <c>Host</c> or <c>Origin</c> is not allowed: DNS rebinding lets a web page reach a server behind its visitor's
/// firewall (MCP 2026-07-28, Security Warning of Streamable HTTP). Probes use the pod's address and are exempt.
/// </summary>
internal sealed class NameCheck(RequestDelegate next, AllowedNames names)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (ProbePaths.Contains(request.Path))
        {
            return next(context);
        }

        if (!names.HasHost(request.Host.Host))
        {
            return JsonRpcRefusal.WriteAsync(
                context, StatusCodes.Status403Forbidden, "Forbidden: the Host header is not a host name of this server (ALLOWED_HOSTS).");
        }

        return request.Headers.Origin is var origins && (origins.Count == 0 || origins.All(names.HasOrigin))
            ? next(context)
            : JsonRpcRefusal.WriteAsync(context, StatusCodes.Status403Forbidden, "Forbidden: the Origin is not allowed (ALLOWED_ORIGINS).");
    }
}
