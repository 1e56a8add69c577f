using System.Buffers;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>
/// Lines on their way to a stream. One thread writes a line as soon as it comes, and those that follow closely together, some milliseconds later: to wake a thread
/// for each line of a busy server costs more than to make it. Nobody waits for a slow reader unless it has fallen far behind.
/// </summary>
internal sealed class LineQueue : IDisposable
{
    /// <summary>Who adds a line waits while so much has not been written.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <summary>From one write to the next.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>How long the end waits for a stream that takes nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly object _lock = new();
#pragma warning disable CA2213 // Whoever gave it keeps it: standard output is the process's.
    private readonly Stream _stream;
#pragma warning restore CA2213
    private readonly Thread _thread;
    private ArrayBufferWriter<byte> _added = new();
    private bool _idle;
    private bool _ended;

    public LineQueue(Stream stream)
    {
        _stream = stream;
        _thread = new Thread(Run) { IsBackground = true, Name = "Console" };
        _thread.Start();
    }

    public void Add(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            while (_added.WrittenCount > MostBytes && !_ended)
            {
                Monitor.PulseAll(_lock);
                Monitor.Wait(_lock);
            }

            if (_ended)
            {
                _stream.Write(line);
                return;
            }

            _added.Write(line);
            if (_idle)
            {
                _idle = false;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Writes what is there.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            Monitor.PulseAll(_lock);
        }

        _thread.Join(Patience);
    }

    private void Run()
    {
        for (var lines = new ArrayBufferWriter<byte>(); TryTake(ref lines);)
        {
            _stream.Write(lines.WrittenSpan);
            _stream.Flush();
            lines.ResetWrittenCount();
        }
    }

    /// <summary>Waits for lines, and leaves an empty buffer in their place.</summary>
    /// <returns>Whether there are any; if not, there will be none.</returns>
    private bool TryTake(ref ArrayBufferWriter<byte> lines)
    {
        lock (_lock)
        {
            if (_added.WrittenCount < MostBytes && !_ended)
            {
                Monitor.Wait(_lock, Pause);
            }

            while (_added.WrittenCount == 0 && !_ended)
            {
                _idle = true;
                Monitor.Wait(_lock);
            }

            (lines, _added) = (_added, lines);
            _idle = false;
            // Those who waited for room.
            Monitor.PulseAll(_lock);
            return lines.WrittenCount > 0;
        }
    }
}
