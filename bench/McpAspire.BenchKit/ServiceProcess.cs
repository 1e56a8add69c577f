using System.Diagnostics;
using System.Text.RegularExpressions;

namespace McpAspire.BenchKit;

/// <summary>A server as a process of its own, on a free port; ended with it.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private volatile string? _last;

    /// <summary>Starts a service of this repository.</summary>
    /// <param name="project">The project, which is built beside this one.</param>
    /// <param name="environment">Its settings.</param>
    public ServiceProcess(string project, params (string Name, string Value)[] environment)
        : this(Of(project), environment)
    {
    }

    /// <summary>Starts any command that writes "Now listening on" and its address to standard output.</summary>
    /// <param name="command">The program, its arguments and where it runs. The process replaces a launcher such as taskset, so that <see cref="Id"/> is the server's.</param>
    /// <param name="environment">Its settings.</param>
    public ServiceProcess(ProcessStartInfo command, params (string Name, string Value)[] environment)
    {
        ArgumentNullException.ThrowIfNull(command);
        (command.RedirectStandardOutput, command.RedirectStandardError) = (true, true);
        foreach (var (name, value) in environment)
        {
            command.Environment[name] = value;
        }

        _process = new Process { StartInfo = command, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"{command.FileName} {string.Join(' ', command.ArgumentList)} has ended. {_last}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>How a service of this repository is started.</summary>
    /// <param name="project">The project, which is built beside this one.</param>
    /// <param name="prefix">What starts it in place of the shell, for instance <c>taskset -c 0</c>.</param>
    public static ProcessStartInfo Of(string project, params string[] prefix)
    {
        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var directory = Path.GetFullPath(Path.Combine(here, "..", "..", project, Path.GetFileName(here)));
        return Command(directory, [.. prefix, "dotnet", Path.Combine(directory, $"{project}.dll")]);
    }

    public static ProcessStartInfo Command(string directory, params string[] command) => new(command[0], command[1..]) { WorkingDirectory = directory };

    /// <summary>The address at which it listens, as soon as it does.</summary>
    public Task<Uri> ListeningAsync() => _listening.Task.WaitAsync(TimeSpan.FromMinutes(2));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern { get; }

    private void Read(string? line)
    {
        _last = line ?? _last;
        // The first address in the log of the server is that of its backend, if it logs that.
        if (line?.Contains("Now listening on", StringComparison.Ordinal) is true && AddressPattern.Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new(match.Value));
        }
    }
}
