using System.Net.Http.Headers;

namespace McpAspire.Server.Identity;

/// <summary>Puts the server's access token on every call to the backend, health included. The caller's own token is never passed on.</summary>
internal sealed class BackendTokenHandler(BackendCredential credential) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await credential.GetTokenAsync(cancellationToken) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
