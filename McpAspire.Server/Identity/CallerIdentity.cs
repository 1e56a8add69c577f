using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.Server.Identity;

/// <summary>The user of the current tool call, if the API of the tool sees them.</summary>
internal sealed class CallerIdentity
{
    private UserToken? _token;
    private UserTokenException? _failure;

    public void Use(UserToken token) => _token = token;

    public void Fail(UserTokenException failure) => _failure = failure;

    /// <summary>Makes a request one of the user; without a user, it remains one of the server.</summary>
    /// <exception cref="UserTokenException">The user's token could not be exchanged.</exception>
    public void AddTo(HttpRequestMessage request)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        if (_token is not null)
        {
            request.Options.Set(UserToken.Option, _token);
        }
    }
}
