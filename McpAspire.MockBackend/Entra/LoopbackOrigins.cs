namespace McpAspire.MockBackend.Entra;

/// <summary>Allows pages of this machine to read responses of the tenant (CORS), for MCP clients in a browser.</summary>
/// <remarks>Entra ID allows pages whose redirect URI is registered for a single-page application.</remarks>
internal static class LoopbackOrigins
{
    public static void UseLoopbackOrigins(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var (request, response) = (context.Request, context.Response);
        if (!request.Path.StartsWithSegments($"/{EntraIds.Tenant}", StringComparison.Ordinal)
            || LoopbackAddress.Read(request.Headers.Origin.ToString()) is null)
        {
            return next(context);
        }

        response.Headers.AccessControlAllowOrigin = request.Headers.Origin;
        response.Headers.Vary = "Origin";
        if (!HttpMethods.IsOptions(request.Method))
        {
            return next(context);
        }

        response.Headers.AccessControlAllowMethods = "GET, POST";
        response.Headers.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });
}
