using Azure.Core;
using Azure.Identity;

namespace McpAspire.Tests.Unit.Identity;

/// <summary>
/// Issues numbered tokens valid for one hour, and counts requests. Each credential caches its token, like Azure.Identity.
/// </summary>
internal sealed class FakeEntra(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _requests = new(0);
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The text of all tokens, instead of numbered ones.</summary>
    public string? Text { get; set; }

    /// <summary>The exception instead of a response.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Blocks all requests until it completes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Waits for the next request.</summary>
    public Task NextRequestAsync() => _requests.WaitAsync(Cancellation);

    public TokenCredential CreateCredential() => new FakeCredential(this);

    /// <summary>A refusal as Azure.Identity reports it: its own message is empty, the code is in the inner exception.</summary>
    public static AuthenticationFailedException Refusal(string code) =>
        new(string.Empty, new InvalidOperationException($"{code}: not found. Trace ID: 1"));

    public void Dispose() => _requests.Dispose();

    private DateTimeOffset Now() => time.GetUtcNow();

    private async Task<AccessToken> IssueAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _asked);
        _requests.Release();
        await Gate.WaitAsync(cancellationToken);
        return Failure is { } failure ? throw failure : new AccessToken(Text ?? $"token-{number}", time.GetUtcNow() + Lifetime);
    }

    private sealed class FakeCredential(FakeEntra entra) : TokenCredential
    {
        private AccessToken _cached;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (_cached.ExpiresOn <= entra.Now() + TimeSpan.FromMinutes(5))
            {
                _cached = await entra.IssueAsync(cancellationToken);
            }

            return _cached;
        }
    }
}
