using System.Globalization;

namespace McpAspire.Client.Tools;

/// <summary>Ends work that takes too long, so that the caller can tell a time limit from its own cancellation.</summary>
internal static class Deadline
{
    /// <exception cref="TimeoutException">The work was not done within <paramref name="limit"/>.</exception>
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
                string.Create(CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds} seconds"), exception);
        }
    }
}
