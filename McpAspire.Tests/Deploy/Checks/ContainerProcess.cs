using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>A program as a pod starts it: from its own directory, with the variables of the pod and no others.</summary>
internal sealed partial class ContainerProcess : IAsyncDisposable
{
    private readonly TaskCompletionSource<Uri?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    public ContainerProcess(string program, IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var directory = AppContext.BaseDirectory.Replace($"{Path.DirectorySeparatorChar}McpAspire.Tests{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}{program}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        var start = new ProcessStartInfo(DotNet, [Path.Combine(directory, $"{program}.dll")]) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _listening.TrySetResult(null);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    private static string DotNet => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <returns>Where it listens, on loopback; <see langword="null"/> if it has ended.</returns>
    public Task<Uri?> ListeningAsync(CancellationToken cancellationToken) => _listening.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: http://[^\s""]*:(\d+)")]
    private static partial Regex AddressPattern { get; }

    private void Read(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line is not null && AddressPattern.Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri($"http://127.0.0.1:{match.Groups[1].Value}"));
        }
    }
}
