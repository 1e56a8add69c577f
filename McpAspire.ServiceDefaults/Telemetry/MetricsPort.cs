using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>Adds the metrics port to the service's addresses, and separates it from them before any other middleware.</summary>
internal sealed partial class MetricsPort(
    IOptions<DiagnosticsOptions> options,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    ILogger<MetricsPort> logger) : IStartupFilter
{
    public const string Path = "/metrics";

    /// <summary>Kestrel's default, which it drops if another address is added.</summary>
    private const string DefaultUrl = "http://localhost:5000";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.ValueOrNull()?.Port is { } port && app.ServerFeatures.Get<IServerAddressesFeature>() is { } server)
        {
            if (server.Addresses.Count == 0)
            {
                server.Addresses.Add(DefaultUrl);
            }

            server.Addresses.Add(ListenUrls.Of(environment.IsProduction() ? "0.0.0.0" : "127.0.0.1", $"{port}"));
            lifetime.ApplicationStarted.Register(() => Log.Listening(logger, new Uri(new Uri(server.Addresses.Last()), Path)));
            // Kestrel keeps the order of the addresses, and replaces port 0 by the selected one.
            var actualPort = new Lazy<int>(() => BindingAddress.Parse(server.Addresses.Last()).Port);
            app.MapWhen(context => context.Connection.LocalPort == actualPort.Value, Map);
        }

        next(app);
    };

    private static void Map(IApplicationBuilder metrics)
    {
        metrics.Use(static (context, next) =>
        {
            // Scrapes are not requests of the service.
            context.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
            if (context.Request.Path == Path && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            {
                (context.Response.StatusCode, context.Response.Headers.Allow) = (StatusCodes.Status405MethodNotAllowed, "GET, HEAD");
                return Task.CompletedTask;
            }

            return next(context);
        });
        metrics.UseOpenTelemetryPrometheusScrapingEndpoint(static context => context.Request.Path == Path);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Metrics can be fetched at {Address}")]
        public static partial void Listening(ILogger logger, Uri address);
    }
}
