using McpAspire.Client.Connection;
using McpAspire.Client.Hosting;
using McpAspire.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Client;

/// <summary>The client as composed by its Program, with its health routes on a free port.</summary>
internal sealed class ClientHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    /// <param name="server">The server's address.</param>
    /// <param name="settings">Further settings, by environment name or by key; the last of a name counts.</param>
    public ClientHost(string server, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = Array.FindLast(settings, static setting => setting.Name == "ASPNETCORE_ENVIRONMENT").Value,
            });
        builder.Configuration.AddInMemoryCollection(
        [
            new("urls", "http://127.0.0.1:0"),
            new("LOG_LEVEL", "DEBUG"),
            new("MCP_SERVER_URL", server),
            new("Connection:FirstRetryDelay", "00:00:00.01"),
            new("Connection:MaxRetryDelay", "00:00:00.05"),
            new("Readiness:Interval", "00:00:00.1"),
        ]);
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name] = value;
        }

        builder.AddClient();
        builder.AddWorker();
        builder.Logging.ClearProviders().AddProvider(Log);
        _app = builder.Build();
        _app.MapHealthEndpoints();
    }

    public RecordedEvents Log { get; } = new();

    public McpConnector Connector => _app.Services.GetRequiredService<McpConnector>();

    public static async Task<ClientHost> StartAsync(string server, params (string Name, string Value)[] settings)
    {
        var host = new ClientHost(server, settings);
        await host._app.StartAsync(Cancellation);
        return host;
    }

    /// <summary>The HTTP status of a health route.</summary>
    public async Task<int> HealthAsync(string path)
    {
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler);
        using var response = await http.GetAsync(new Uri(new Uri(_app.Urls.First()), path), Cancellation);
        return (int)response.StatusCode;
    }

    /// <summary>Waits until a health route returns the status, which may be as old as the interval of the checks.</summary>
    public async Task UntilAsync(string path, int status)
    {
        while (await HealthAsync(path) != status)
        {
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    public void ValidateSettings() => _app.Services.GetRequiredService<IStartupValidator>().Validate();

    public Task StopAsync() => _app.StopAsync(Cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
