using System.IO.MemoryMappedFiles;

namespace McpAspire.Testing.Chaos;

/// <summary>
/// A clock that can be set, also while a program runs with it, by whoever has the same file. Only the date jumps: timers and elapsed time go on, as they do on
/// a machine whose clock is set.
/// </summary>
internal sealed class JumpingTime : TimeProvider, IDisposable
{
    /// <summary>The environment variable with the file's path, for a program that <see cref="StartupHook"/> is loaded into.</summary>
    public const string FileSetting = "CHAOS_CLOCK_FILE";

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _values;

    public JumpingTime(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(
            new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite), null, 2 * sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _values = _file.CreateViewAccessor();
    }

    /// <summary>How far it is ahead of the machine's clock; negative when it is behind.</summary>
    public TimeSpan Ahead
    {
        get => new(_values.ReadInt64(0));
        set => _values.Write(0, value.Ticks);
    }

    /// <summary>How often the programs have been asked to collect their garbage.</summary>
    public long Collections
    {
        get => _values.ReadInt64(sizeof(long));
        set => _values.Write(sizeof(long), value);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public void Dispose()
    {
        _values.Dispose();
        _file.Dispose();
    }
}
