using System.Net;
using System.Net.Http.Headers;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>
/// Adds an access token to every request: that of <see cref="UserToken.Option"/>, else this process's own, if there is one; never passes on
/// a caller's token. After a 401, renews the token and sends the request once more, so that a rotated key or a changed role needs no
/// restart.
/// </summary>
internal sealed class AccessTokenHandler(IAccessTokens? own) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var tokens = request.Options.TryGetValue(UserToken.Option, out var user) ? user : own;
        if (tokens is null || await tokens.GetAsync(cancellationToken) is not { } token)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized
            || await tokens.ReplaceAsync(token, cancellationToken) is not { } renewed
            || renewed == token)
        {
            return response;
        }

        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", renewed);
        return await base.SendAsync(request, cancellationToken);
    }
}
