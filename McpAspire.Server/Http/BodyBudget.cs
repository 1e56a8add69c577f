using Microsoft.Extensions.Options;

namespace McpAspire.Server.Http;

/// <summary>Limits the memory of all request bodies in flight: received bytes, then JSON tokens.</summary>
internal sealed class BodyBudget(IOptions<McpHttpOptions> options)
{
    /// <summary>Why a message that does not fit is refused.</summary>
    public const string Exceeded = "Service Unavailable: too many bytes are in flight (MAX_BYTES_IN_FLIGHT).";

    /// <summary>Approximate number of bytes that the SDK allocates for a JSON value.</summary>
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
