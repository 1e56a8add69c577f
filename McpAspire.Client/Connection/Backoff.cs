using System.Security.Cryptography;

namespace McpAspire.Client.Connection;

/// <summary>Exponential backoff with a maximum. Jitter of up to half of the wait prevents that many clients reconnect at once.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan max)
{
    private TimeSpan? _last;

    public TimeSpan Next()
    {
        var wait = _last is not { } last ? first : last < max / 2 ? last * 2 : max;
        _last = wait;
        return wait * (RandomNumberGenerator.GetInt32(500, 1001) / 1000.0);
    }

    public void Reset() => _last = null;
}
