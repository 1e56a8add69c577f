using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Errors;

/// <summary>Throws instead of sending a request to the backend.</summary>
internal sealed class ThrowingHandler(Exception exception) : DelegatingHandler
{
    /// <summary>Adds it to the server's backend client, inside its resilience handler.</summary>
    public static void Add(IServiceCollection services, Exception exception) =>
        services.AddHttpClient("BackendClient").AddHttpMessageHandler(() => new ThrowingHandler(exception));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw exception;
}
