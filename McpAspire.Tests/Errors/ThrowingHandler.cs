using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Errors;

/// <summary>Throws instead of sending a request to the backend.</summary>
internal sealed class ThrowingHandler(Exception exception) : DelegatingHandler
{
    /// <summary>Puts it into the server's client of the backend, within its resilience.</summary>
    public static void Add(IServiceCollection services, Exception exception) => services.AddHttpClient("BackendClient").AddHttpMessageHandler(() => new ThrowingHandler(exception));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw exception;
}
