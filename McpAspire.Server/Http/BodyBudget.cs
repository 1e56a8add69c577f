using Microsoft.Extensions.Options;

namespace McpAspire.Server.Http;

/// <summary>
/// Bounds the memory that all request bodies together may take: bytes as they arrive, then the JSON tokens that are built from them.
/// </summary>
internal sealed class BodyBudget(IOptions<McpHttpOptions> options)
{
    /// <summary>In bytes: what the SDK allocates for a JSON value, roughly.</summary>
    public const int TokenCost = 128;

    private readonly long _limit = options.Value.MaxBytesInFlight;
    private long _taken;

    /// <returns>Whether there was room.</returns>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= _limit)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
