using System.Diagnostics;
using McpAspire.Testing.Queries;

namespace McpAspire.ResultBench;

/// <summary>What walkers have seen. Several may add to it at once.</summary>
internal sealed class WalkTotals
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _rows;
    private long _pages;
    private long _largest;

    public long Rows => Interlocked.Read(ref _rows);

    public long Pages => Interlocked.Read(ref _pages);

    /// <summary>The largest HTTP body, in bytes.</summary>
    public long Largest => Interlocked.Read(ref _largest);

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <exception cref="InvalidOperationException">The page is an error.</exception>
    public void Add(QueryPage page)
    {
        if (page.IsError)
        {
            throw new InvalidOperationException(page.Text);
        }

        Interlocked.Add(ref _rows, page.Rows.Count());
        Interlocked.Increment(ref _pages);
        for (long largest; (largest = Largest) < page.BodyBytes && Interlocked.CompareExchange(ref _largest, page.BodyBytes, largest) != largest;)
        {
            // Another walker was faster.
        }
    }
}
