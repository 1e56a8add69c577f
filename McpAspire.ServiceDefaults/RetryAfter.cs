namespace McpAspire.ServiceDefaults;

/// <summary>The wait that an answer asks for (RFC 9110, section 10.2.3).</summary>
public static class RetryAfter
{
    /// <returns>The wait from now on, never negative; <see langword="null"/> where the answer asks for none.</returns>
    public static TimeSpan? Of(HttpResponseMessage? answer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var wait = answer?.Headers.RetryAfter is { Date: { } date } ? date - time.GetUtcNow() : answer?.Headers.RetryAfter?.Delta;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
