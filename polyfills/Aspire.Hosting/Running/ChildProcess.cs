using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

/// <summary>One process of a resource: started so that the watcher knows it before it runs, stopped with SIGTERM and, after a grace time, SIGKILL.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int TerminateSignal = 15;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly ChildWatcher _watcher;
    private int _forgotten;

    private ChildProcess(ProcessStartInfo start, Action<string> onLine, ChildWatcher watcher)
    {
        _watcher = watcher;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, received) => Forward(received.Data);
        _process.ErrorDataReceived += (_, received) => Forward(received.Data);

        void Forward(string? line)
        {
            if (line is not null)
            {
                onLine(line);
            }
        }
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(
        string file, IEnumerable<string> arguments, string workingDirectory, IReadOnlyDictionary<string, string?> environment, Action<string> onLine, ChildWatcher watcher)
    {
        // The shell waits for a line before it becomes the program: a child whose parent dies between start and the watcher's list sees the end of its input, and ends.
        string[] gate = OperatingSystem.IsWindows() ? [] : ["/bin/sh", "-c", "read -r go && exec \"$0\" \"$@\" </dev/null"];
        string[] command = [.. gate, file, .. arguments];
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(start, onLine, watcher);
        child.Start();
        return child;
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        Forget();
        return _process.ExitCode;
    }

    public async Task StopAsync()
    {
        if (!_process.HasExited && !OperatingSystem.IsWindows())
        {
            _ = SendSignal(_process.Id, TerminateSignal);
            using var grace = new CancellationTokenSource(Grace);
            try
            {
                await _process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                // It had its time; below it is ended.
            }
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        Forget();
    }

    public void Dispose() => _process.Dispose();

    /// <summary>Takes the id off the watcher's list, once: it may soon be another process's.</summary>
    private void Forget()
    {
        if (Interlocked.Exchange(ref _forgotten, 1) == 0)
        {
            _watcher.Remove(_process.Id);
        }
    }

    private void Start()
    {
        _process.Start();
        _watcher.Add(_process);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Write("go\n");
        _process.StandardInput.Close();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
