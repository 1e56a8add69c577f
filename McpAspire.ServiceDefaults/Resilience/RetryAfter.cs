namespace McpAspire.ServiceDefaults.Resilience;

/// <summary>The wait that a response requests (RFC 9110, section 10.2.3).</summary>
public static class RetryAfter
{
    /// <returns>The wait from now on, never negative; <see langword="null"/> if the response requests none.</returns>
    public static TimeSpan? Of(HttpResponseMessage? response, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var wait = response?.Headers.RetryAfter is { Date: { } date } ? date - time.GetUtcNow() : response?.Headers.RetryAfter?.Delta;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
