using McpAspire.Server.Backend;
using McpAspire.ServiceDefaults.Resilience;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.OpenApi;

/// <summary>Sends the requests of one API's tools, with the API's own connections, token, limits and breaker.</summary>
internal sealed class ApiClient(
    Api api, IHttpClientFactory clients, BackendBulkhead bulkhead, IOptions<BackendOptions> backend, TimeProvider time)
{
    public Api Api => api;

    /// <summary>The base address, with a slash at the end: what follows is appended.</summary>
    public Uri Address { get; } = new(api.Options.BaseAddress!.AbsoluteUri.TrimEnd('/') + '/');

    /// <summary>Whether a secret of <see cref="ApiOptions.HeaderFiles"/> authenticates this server.</summary>
    public bool HasKey => api.Options.HeaderFiles.Count > 0;

    /// <summary>The time limits: those of the API, else of the backend.</summary>
    public BackendTimeouts Timeouts => TimeoutsOf(api.Options, backend.Value);

    /// <summary>The name of the API's client, and of its readiness entry.</summary>
    public static string NameOf(Api api) => $"api-{api.Name}";

    public static BackendTimeouts TimeoutsOf(ApiOptions options, BackendOptions backend)
    {
        var attempt = options.AttemptTimeout ?? backend.AttemptTimeout;
        return BackendTimeouts.Of(attempt, options.TotalTimeout ?? (backend.TotalTimeout >= attempt ? backend.TotalTimeout : null));
    }

    /// <exception cref="BackendException">No success, a body that is too large, or too many calls in flight.</exception>
    /// <exception cref="HttpRequestException">The API could not be reached.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var permit = bulkhead.Enter();
        using var http = clients.CreateClient(NameOf(api));
        // BoundedBodyHandler buffers the body; buffering here would copy it twice.
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            await BackendStatus.ThrowUnlessSuccessAsync(response, time, null, HasKey, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Requests <see cref="ApiOptions.HealthPath"/>. Needs no permit of a call.</summary>
    public async Task CheckHealthAsync(CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(NameOf(api));
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"{Address.AbsoluteUri}{api.Options.HealthPath!.TrimStart('/')}"));
        foreach (var (name, value) in api.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await BackendStatus.ThrowUnlessSuccessAsync(response, time, null, HasKey, cancellationToken);
    }
}
