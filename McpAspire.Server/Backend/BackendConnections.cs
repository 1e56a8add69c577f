using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>The connections to the backend and to each API.</summary>
internal static class BackendConnections
{
    public static void AddBackendConnections(this IHttpClientBuilder client)
    {
        client.AddHttpMessageHandler<BoundedBodyHandler>();
        client.UseSocketsHttpHandler(static (sockets, services) =>
        {
            // Every caller uses the same connections, and a redirect could carry a secret to another host.
            (sockets.UseCookies, sockets.AllowAutoRedirect) = (false, false);
            sockets.PooledConnectionLifetime = services.GetRequiredService<IOptions<BackendOptions>>().Value.ConnectionLifetime;
        });
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }
}
