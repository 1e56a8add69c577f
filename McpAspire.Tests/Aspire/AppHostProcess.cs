using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace McpAspire.Tests.Aspire;

/// <summary>The AppHost as a process. Its data directory, in an environment variable, identifies every process that it starts.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    /// <summary>Not the copy beside the tests, which would load other assemblies.</summary>
    private static readonly string Built = Repository.PathOf(
        "artifacts", "bin", "McpAspire.AppHost", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        "McpAspire.AppHost.dll");

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private AppHostProcess(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Projects.McpAspire_AppHost.ProjectPath,
        };
        start.ArgumentList.Add(Built);
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        start.Environment["MCPASPIRE_DATA_DIRECTORY"] = DataDirectory;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    public int Id => _process.Id;

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("mcpaspire-apphost-").FullName;

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

    public static AppHostProcess Start(params string[] arguments) => Start([], arguments);

    public static AppHostProcess Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var appHost = new AppHostProcess(arguments, environment);
        appHost._process.Start();
        appHost._process.BeginOutputReadLine();
        appHost._process.BeginErrorReadLine();
        return appHost;
    }

    /// <summary>Waits until the server of the system is ready at the port.</summary>
    public async Task WaitUntilReadyAsync(int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (!await IsReadyAsync(port, cancellationToken))
        {
            Assert.False(limit.IsCancellationRequested || _process.HasExited, $"Not ready:\n{Output}");
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    public static async Task<bool> IsReadyAsync(int port, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        try
        {
            using var response = await http.GetAsync(new Uri($"http://localhost:{port}/health/ready"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
        return _process.ExitCode;
    }

    public async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>The ids of the live processes with the environment of this AppHost; on Linux only.</summary>
    public IReadOnlyList<int> FindProcesses() => !OperatingSystem.IsLinux() ? [] : [.. Directory.EnumerateDirectories("/proc")
        .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && EnvironmentOf(id).Contains(DataDirectory, StringComparison.Ordinal))];

    public async Task WaitUntilNothingIsLeftAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (FindProcesses() is { Count: > 0 } left)
        {
            Assert.False(limit.IsCancellationRequested, $"Still running: {string.Join(", ", left)}\n{Output}");
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            // A process that outlives its parent may keep the pipes of the output open.
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit);
        }

        _process.Dispose();
        await WaitUntilNothingIsLeftAsync(CancellationToken.None);
        Directory.Delete(DataDirectory, recursive: true);
    }

    private static string EnvironmentOf(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/environ");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
