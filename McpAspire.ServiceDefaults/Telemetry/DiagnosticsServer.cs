using System.Diagnostics;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Serves <c>GET /metrics</c> on a port, and by a web server, of its own: no request on the public port can reach it. It is there before the service's own web
/// server and until after it, so that metrics of a drain can be fetched.
/// </summary>
internal sealed partial class DiagnosticsServer(IOptions<DiagnosticsOptions> options, MetricsSource metrics, IHostEnvironment environment, ILogger<DiagnosticsServer> logger) : IHostedService, IAsyncDisposable
{
    public const string Path = "/metrics";

    private const int MostConnections = 32;
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";
    private const string OpenMetricsFormat = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private WebApplication? _app;

    /// <summary>Where it listens; <see langword="null"/> where no port is set.</summary>
    public Uri? Address => _app is null ? null : new Uri(_app.Urls.First());

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.ValueOrNull()?.Port is not { } port)
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new());
        // Of another name than ASP.NET Core's: what happens here is not traced.
        builder.Services.Replace(ServiceDescriptor.Singleton(static _ => new ActivitySource("McpAspire.Diagnostics")));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, port));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(cancellationToken);
        Log.Listening(logger, new Uri(Address!, Path));
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        (kestrel.Limits.MaxConcurrentConnections, kestrel.Limits.MaxRequestBodySize) = (MostConnections, 0);
        if (environment.IsProduction())
        {
            kestrel.ListenAnyIP(port);
        }
        else
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, port);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // A scrape is no request of the service.
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } tags)
        {
            tags.MetricsDisabled = true;
        }

        var (request, response) = (context.Request, context.Response);
        if (request.Path != Path)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            (response.StatusCode, response.Headers.Allow) = (StatusCodes.Status405MethodNotAllowed, "GET, HEAD");
            return;
        }

        if (await metrics.CollectAsync().WaitAsync(context.RequestAborted) is not { } pages)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var (type, page) = PrefersOpenMetrics(request) ? (OpenMetricsFormat, pages.OpenMetrics) : (TextFormat, pages.Text);
        (response.ContentType, response.ContentLength, response.Headers.Vary) = (type, page.Length, "Accept");
        if (HttpMethods.IsGet(request.Method))
        {
            await response.Body.WriteAsync(page, context.RequestAborted);
        }
    }

    /// <summary>OpenMetrics only for those who name it: everybody reads the older format.</summary>
    private static bool PrefersOpenMetrics(HttpRequest request)
    {
        double openMetrics = 0, text = 0;
        foreach (var accepted in request.GetTypedHeaders().Accept)
        {
            var quality = accepted.Quality ?? 1;
            (openMetrics, text) = accepted.MediaType.Value switch
            {
                "application/openmetrics-text" => (Math.Max(openMetrics, quality), text),
                "text/plain" => (openMetrics, Math.Max(text, quality)),
                _ => (openMetrics, text),
            };
        }

        return openMetrics > 0 && openMetrics >= text;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Metrics can be fetched at {Address}")]
        public static partial void Listening(ILogger logger, Uri address);
    }
}
