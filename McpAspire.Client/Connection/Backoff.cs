using System.Security.Cryptography;

namespace McpAspire.Client.Connection;

/// <summary>
/// The waits between attempts: each twice the one before, up to a limit, less up to half at random so that many clients do not come back at
/// once.
/// </summary>
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
