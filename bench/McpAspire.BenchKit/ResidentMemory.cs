using System.Globalization;

namespace McpAspire.BenchKit;

/// <summary>The resident memory of a process, read from /proc every 100 ms.</summary>
internal sealed class ResidentMemory : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _ending = new();
    private readonly string _path;
    private readonly Task _sampling;
    private long _peak;

    public ResidentMemory(int processId)
    {
        _path = $"/proc/{processId}/status";
        _sampling = SampleAsync();
    }

    /// <summary>Now, in MiB.</summary>
    public long Now => Read();

    /// <summary>The most since the start or the last call of this, in MiB.</summary>
    public long TakePeak() => Math.Max(Interlocked.Exchange(ref _peak, 0), Read());

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _sampling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task SampleAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(_ending.Token))
        {
            Interlocked.Exchange(ref _peak, Math.Max(Interlocked.Read(ref _peak), Read()));
        }
    }

    // "VmRSS:	  123456 kB"
    private long Read() => long.Parse(File.ReadLines(_path).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
}
