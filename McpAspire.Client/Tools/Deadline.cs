using System.Globalization;

namespace McpAspire.Client.Tools;

/// <summary>Cancels work after a timeout, and distinguishes the timeout from the caller's cancellation.</summary>
internal static class Deadline
{
    /// <exception cref="TimeoutException">The work did not complete within <paramref name="limit"/>.</exception>
    public static async Task<T> WithinAsync<T>(
        TimeSpan limit, TimeProvider time, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await work(either.Token);
        }
        catch (Exception exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                string.Create(CultureInfo.InvariantCulture, $"no response within {limit.TotalSeconds} seconds"), exception);
        }
    }
}
