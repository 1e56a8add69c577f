using System.Net;
using System.Net.Http.Headers;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>
/// Puts this process's own access token on every request, health included; a caller's token is never passed on. If the token is not
/// accepted, it is
/// renewed and the request sent once more: a rotated key or a changed role would otherwise need a restart.
/// </summary>
internal sealed class AccessTokenHandler(AccessTokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await tokens.GetAsync(cancellationToken) is not { } token)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || await tokens.ReplaceAsync(token, cancellationToken) is not { } renewed || renewed == token)
        {
            return response;
        }

        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", renewed);
        return await base.SendAsync(request, cancellationToken);
    }
}
