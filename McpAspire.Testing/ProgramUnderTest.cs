using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using McpAspire.MockBackend.Store;
using Microsoft.Extensions.Configuration;

namespace McpAspire.Testing;

/// <summary>A program in a separate process, with its output; killed when disposed.</summary>
internal sealed partial class ProgramUnderTest : IAsyncDisposable
{
    /// <summary>A timeout for a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private const string Server = "McpAspire.Server";

    /// <summary>Maximum number of kept lines, because a server under load logs a line for each call.</summary>
    private const int MaxKeptCharacters = 4 * 1024 * 1024;

    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Process _process;
    private readonly Action<string>? _log;
    private Uri? _address;

    private ProgramUnderTest(ProcessStartInfo start, Action<string>? log)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        (_process, _log) = (new Process { StartInfo = start }, log);
        _process.OutputDataReceived += (_, line) => Read(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, _error);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The lines on standard output so far.</summary>
    public string Output => TextOf(_output);

    /// <summary>The lines on standard error so far.</summary>
    public string Error => TextOf(_error);

    public StreamWriter Input => _process.StandardInput;

    /// <summary>The loopback address of the first port that it listens on.</summary>
    /// <exception cref="InvalidOperationException">The program does not listen yet.</exception>
    public Uri Address => _address ?? throw new InvalidOperationException("The program does not listen yet.");

    /// <summary>The MCP endpoint of a server.</summary>
    public Uri Endpoint => new(Address, "/mcp");

    /// <summary>
    /// The absolute path of the published server that all tests start instead of the build, from <c>MCP_SERVER_PROGRAM</c>;
    /// <see langword="null"/> if not set.
    /// </summary>
    public static string? PublishedServer { get; } = new ConfigurationBuilder().AddEnvironmentVariables().Build()["MCP_SERVER_PROGRAM"];

    /// <summary>
    /// Creates the start information of a program, in its own build folder, because copies beside the tests share one appsettings.json.
    /// </summary>
    /// <param name="program">The project's name.</param>
    /// <param name="arguments">Its command line.</param>
    public static ProcessStartInfo Command(string program, params string[] arguments)
    {
        if (program == Server && PublishedServer is { } published)
        {
            return new(published, arguments) { WorkingDirectory = Path.GetDirectoryName(published) };
        }

        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var directory = Path.GetFullPath(Path.Combine(here, "..", "..", program, Path.GetFileName(here)));
        var host = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", host));
        return new(dotnet, [Path.Combine(directory, $"{program}.dll"), .. arguments]) { WorkingDirectory = directory };
    }

    /// <param name="start">The command; its output is redirected.</param>
    /// <param name="environment">Variables to add; the last of a name counts.</param>
    /// <param name="log">Receives every line of the output.</param>
    public static ProgramUnderTest Start(
        ProcessStartInfo start, IEnumerable<(string Name, string Value)>? environment = null, Action<string>? log = null)
    {
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new(start, log);
    }

    /// <summary>Starts the server on a free port, without a backend unless the environment sets one; returns when it listens.</summary>
    public static async Task<ProgramUnderTest> StartServerAsync(Action<string>? log, params (string Name, string Value)[] environment)
    {
        (string, string)[] defaults = [("ASPNETCORE_ENVIRONMENT", "Development"), ("PORT", "0"), ("BACKEND_API_URL", "http://127.0.0.1:9")];
        var server = Start(Command(Server), [.. defaults, .. environment], log);
        try
        {
            await server.ListeningAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public static Task<ProgramUnderTest> StartServerAsync(params (string Name, string Value)[] environment) =>
        StartServerAsync(log: null, environment);

    /// <summary>Starts the mock backend on a free port, with its data in <paramref name="directory"/>; in Production by default.</summary>
    public static ProgramUnderTest StartBackend(BackendDataDirectory directory, params (string Name, string Value)[] environment)
    {
        var start = Command("McpAspire.MockBackend");
        start.WorkingDirectory = directory.Path;
        (string, string)[] defaults =
        [
            (StoreOptions.DataDirectorySetting, directory.Path),
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
        ];
        return Start(start, [.. defaults, .. environment]);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProgramRun> RunAsync(
        string program, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        await using var running = Start(Command(program, arguments), environment);
        var exitCode = await running.ExitedAsync(Cancellation);
        return new(exitCode, running.Output, running.Error);
    }

    /// <summary>The loopback address of the first port that it listens on.</summary>
    /// <exception cref="InvalidOperationException">The program exited without listening; the message has its output.</exception>
    public async Task<Uri> ListeningAsync(CancellationToken cancellationToken = default)
    {
        var exit = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_listening.Task, exit).WaitAsync(Limit, cancellationToken) == exit && !_listening.Task.IsCompleted)
        {
            throw new InvalidOperationException($"The program exited without listening.\n{Output}{Error}");
        }

        return await _listening.Task;
    }

    /// <summary>Sends a signal, e.g. <c>TERM</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Waits for its exit and the last line of its output.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitedAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Kills it and its children.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(Limit);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (https?)://[^\s""]*:(\d+)")]
    private static partial Regex ListeningPattern { get; }

    private static string TextOf(StringBuilder lines)
    {
        lock (lines)
        {
            return lines.ToString();
        }
    }

    private void Read(string? line, StringBuilder lines)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.Append(line).Append('\n');
            if (lines.Length > MaxKeptCharacters)
            {
                lines.Remove(0, MaxKeptCharacters / 2);
            }
        }

        if (_address is null && ListeningPattern.Match(line) is { Success: true } match)
        {
            _address = new Uri($"{match.Groups[1].Value}://127.0.0.1:{match.Groups[2].Value}");
            _listening.TrySetResult(_address);
        }

        _log?.Invoke(line);
    }
}

/// <summary>One run of a program from start to end.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Error);
