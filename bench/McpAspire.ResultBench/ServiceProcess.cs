using System.Diagnostics;
using System.Text.RegularExpressions;

namespace McpAspire.ResultBench;

/// <summary>A service of this repository as a process of its own, on a free port; ended with it.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
{
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    /// <param name="project">The project, which is built beside this one.</param>
    /// <param name="environment">Its settings.</param>
    public ServiceProcess(string project, params (string Name, string Value)[] environment)
    {
        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var directory = Path.GetFullPath(Path.Combine(here, "..", "..", project, Path.GetFileName(here)));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(directory, $"{project}.dll")])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"{project} has ended."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

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
        // The first address in the log of the server is that of its backend, if it logs that.
        if (line?.Contains("Now listening on", StringComparison.Ordinal) is true && AddressPattern.Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new(match.Value));
        }
    }
}
