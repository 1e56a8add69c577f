using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace McpAspire.ServiceDefaults.Health;

/// <summary>
/// Closes each connection with its next response once shutdown has begun, so that no caller still uses it when the web server stops. HTTP/2
/// has no such header: Kestrel sends GOAWAY when it stops.
/// </summary>
internal sealed class ConnectionDrain(IHostApplicationLifetime lifetime) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        Func<object, Task> close = CloseIfStopping;
        app.Use((context, following) =>
        {
            context.Response.OnStarting(close, context);
            return following(context);
        });
        next(app);
    };

    private Task CloseIfStopping(object state)
    {
        var context = (HttpContext)state;
        if (lifetime.ApplicationStopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }
}
