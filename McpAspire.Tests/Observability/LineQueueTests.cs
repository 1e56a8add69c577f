using System.Text;
using McpAspire.ServiceDefaults.Logging;

namespace McpAspire.Tests.Observability;

/// <summary>How lines reach standard output.</summary>
[Trait("Category", "Unit")]
public sealed class LineQueueTests
{
    [Fact]
    public void Every_line_is_written_once_and_whole_whoever_adds_it()
    {
        using var stream = new MemoryStream();
        using (var lines = new LineQueue(stream))
        {
            Parallel.For(0, 10_000, number => lines.Add(Encoding.UTF8.GetBytes($"line {number}\n")));
        }

        var written = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(number => $"line {number}").Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lines_of_one_thread_keep_their_order()
    {
        using var stream = new MemoryStream();
        using (var lines = new LineQueue(stream))
        {
            for (var number = 0; number < 1000; number++)
            {
                lines.Add(Encoding.UTF8.GetBytes($"{number} "));
            }
        }

        Assert.Equal(string.Concat(Enumerable.Range(0, 1000).Select(number => $"{number} ")), Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Who_adds_to_a_reader_that_takes_nothing_waits_and_is_let_go_as_soon_as_it_reads()
    {
        using var stream = new StoppedStream();
        using var lines = new LineQueue(stream);
        var line = new byte[64 * 1024];
        var adding = Task.Run(() => Array.ForEach(new int[100], _ => lines.Add(line)), TestContext.Current.CancellationToken);
        await stream.Written;

        Assert.False(adding.IsCompleted);

        stream.Release();
        await adding;
    }

    [Fact]
    public void A_line_after_the_end_is_written_all_the_same()
    {
        using var stream = new MemoryStream();
        var lines = new LineQueue(stream);
        lines.Dispose();

        lines.Add("late\n"u8);

        Assert.Equal("late\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    /// <summary>Standard output whose reader stands still.</summary>
    private sealed class StoppedStream : MemoryStream
    {
        private readonly TaskCompletionSource _written = new();
        private readonly ManualResetEventSlim _released = new();

        public Task Written => _written.Task;

        public void Release() => _released.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _written.TrySetResult();
            _released.Wait();
        }

        protected override void Dispose(bool disposing)
        {
            _released.Dispose();
            base.Dispose(disposing);
        }
    }
}
