using System.Diagnostics.Metrics;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Observability;

/// <summary>A service with its defaults, the instruments of a test and a metrics port, all on real sockets.</summary>
internal sealed class MetricsHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler());

    private MetricsHost(WebApplication app) => _app = app;

    public Meter Meter => _app.Services.GetRequiredService<IMeterFactory>().Create(TelemetryExtensions.MeterName);

    /// <summary>All addresses; the last is that of the metrics.</summary>
    public IReadOnlyList<Uri> Addresses => [.. _app.Urls.Select(static url => new Uri(url))];

    public static Task<MetricsHost> StartAsync(params (string Name, string Value)[] settings) => StartAsync("Development", settings);

    public static async Task<MetricsHost> StartAsync(string environment, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "Tests", EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapHealthEndpoints();
        await app.StartAsync(Cancellation);
        return new(app);
    }

    /// <summary>Sends a request, by default to the metrics port.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string path = "/metrics", string? accept = null, string method = "GET", Uri? address = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address ?? Addresses[^1], path));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await _client.SendAsync(request, Cancellation);
    }

    public async Task<string> GetAsync(string? accept = null)
    {
        using var response = await SendAsync(accept: accept);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
