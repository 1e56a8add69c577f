using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Resilience;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace McpAspire.Tests.Unit.ServiceDefaults;

/// <summary>A client "backend" with the backend's resilience, and a client "other" without, with their own clock.</summary>
internal sealed class ResilientClient
{
    public static readonly BackendTimeouts Limits = new(Attempt: TimeSpan.FromSeconds(10), Total: TimeSpan.FromSeconds(60));

    private static readonly Uri Address = new("http://backend/");

    /// <summary>Skips the waits between attempts; limits of 10 seconds and more are reached only if a script advances the clock.</summary>
    public ManualTime Time { get; } = new(skips: wait => wait < Limits.Attempt);

    public static HttpClient Of(IServiceProvider services) => services.GetRequiredService<IHttpClientFactory>().CreateClient("backend");

    public static async Task<HttpResponseMessage> PostAsync(IServiceProvider services)
    {
        using var client = Of(services);
        return await client.PostAsync(Address, null, Cancellation);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, ScriptedBackend backend, BackendTimeouts? limits = null, string? idempotencyKey = null)
    {
        await using var services = Services(backend, limits);
        using var client = Of(services);
        using var request = new HttpRequestMessage(method, Address);
        if (idempotencyKey is not null)
        {
            request.Headers.Add(BackendResilience.IdempotencyKeyHeader, idempotencyKey);
        }

        return await client.SendAsync(request, Cancellation);
    }

    public ServiceProvider Services(ScriptedBackend backend, BackendTimeouts? limits = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddServiceDefaults();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        builder.Services.AddSingleton(limits ?? Limits);
        builder.Services.AddHttpClient("backend")
            .ConfigurePrimaryHttpMessageHandler(() => backend)
            .AddBackendResilience(services => services.GetRequiredService<BackendTimeouts>());
        builder.Services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => backend);
        return builder.Services.BuildServiceProvider();
    }
}
