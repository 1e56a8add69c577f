using System.Diagnostics.Metrics;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Settings;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Observability;

/// <summary>A service that has nothing but its defaults, the instruments of a test and its metrics port.</summary>
internal sealed class MetricsHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MetricsHost(WebApplication app) => _app = app;

    public Meter Meter => _app.Services.GetRequiredService<IMeterFactory>().Create(TelemetryExtensions.MeterName);

    public MetricsSource Source => _app.Services.GetRequiredService<MetricsSource>();

    /// <summary>Where metrics are fetched; <see langword="null"/> if nowhere.</summary>
    public Uri? Address => _app.Services.GetRequiredService<DiagnosticsServer>().Address;

    public static async Task<MetricsHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Tests", EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.WebHost.UseTestServer();
        builder.AddServiceDefaults();
        builder.AddSettings([]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapHealthEndpoints();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    /// <summary>Sends a request to the port of the metrics.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path = "/metrics", string? accept = null, string method = "GET")
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address!, path));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> GetAsync(string? accept = null)
    {
        using var answer = await SendAsync(accept: accept);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The service's own, public port.</summary>
    public HttpClient CreatePublicClient() => _app.GetTestClient();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
