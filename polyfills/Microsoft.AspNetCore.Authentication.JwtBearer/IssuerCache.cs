namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>
/// The issuer's configuration: fetched when first needed, again after AutomaticRefreshInterval, and when asked for, the first time at once and then no
/// oftener than RefreshInterval. Stale is better than none: a failed fetch keeps what was there.
/// </summary>
#pragma warning disable CA1001 // The semaphore makes no wait handle, so there is nothing to dispose of; the options live as long as the application.
internal sealed class IssuerCache(JwtBearerOptions options)
#pragma warning restore CA1001
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    // The real package reads the system clock here, not the TimeProvider of the options.
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile IssuerConfiguration? _current;
    private DateTimeOffset _lastFetch;
    private long _nextFetchTicks;
    private TimeSpan _backoff = TimeSpan.Zero;
    private bool _refreshWasRequested;

    /// <returns>The configuration; null when it could never be fetched.</returns>
    public async Task<IssuerConfiguration?> GetAsync(CancellationToken cancellationToken)
    {
        if (_current is { } current && !IsDue())
        {
            return current;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsDue())
            {
                await FetchAsync().ConfigureAwait(false);
            }

            return _current;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void RequestRefresh()
    {
        var now = _time.GetUtcNow();
        if (!_refreshWasRequested || now >= _lastFetch + options.RefreshInterval)
        {
            _refreshWasRequested = true;
            FetchAt(now);
        }
    }

    private bool IsDue() => _time.GetUtcNow().UtcTicks >= Volatile.Read(ref _nextFetchTicks);

    private void FetchAt(DateTimeOffset time) => Volatile.Write(ref _nextFetchTicks, time.UtcTicks);

    // Not cancelled with the request that started it: others wait for the same answer. The backchannel's own time limit ends it.
    private async Task FetchAsync()
    {
        try
        {
            _current = await IssuerConfiguration.FetchAsync(options.Backchannel, options.MetadataAddress, options.RequireHttpsMetadata, CancellationToken.None)
                .ConfigureAwait(false);
            _lastFetch = _time.GetUtcNow();
            FetchAt(_lastFetch + options.AutomaticRefreshInterval);
        }
#pragma warning disable CA1031 // Whatever kept the metadata away, a token is judged by what is known, or refused.
        catch (Exception)
#pragma warning restore CA1031
        {
            FetchAt(_time.GetUtcNow() + (_current is null ? NextBackoff() : options.RefreshInterval));
        }
    }

    private TimeSpan NextBackoff()
    {
        var backoff = _backoff;
        _backoff = backoff == TimeSpan.Zero ? FirstBackoff : 2 * backoff;
        return backoff < options.RefreshInterval ? backoff : options.RefreshInterval;
    }
}
