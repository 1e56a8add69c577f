using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace McpAspire.Tests.Aspire;

/// <summary>The built AppHost as a process of its own, with everything it starts recognisable by one environment variable.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    /// <summary>Where it is built: beside the tests it would run on their frameworks' assemblies.</summary>
    private static readonly string Built = Path.Combine(Repository.Root, "artifacts", "bin", "McpAspire.AppHost", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "McpAspire.AppHost.dll");

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private const string AnyPort = "http://127.0.0.1:0";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private AppHostProcess(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Projects.McpAspire_AppHost.ProjectPath };
        start.ArgumentList.Add(Built);
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        start.Environment["MOCK_DATA_DIRECTORY"] = DataDirectory;
        start.Environment["ASPNETCORE_URLS"] = AnyPort;
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = AnyPort;
        start.Environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = AnyPort;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    public int Id => _process.Id;

    /// <summary>Where the backend keeps its data.</summary>
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

    /// <summary>Lets the AppHost choose every port.</summary>
    public static Dictionary<string, string> RandomPorts => new() { ["DcpPublisher__RandomizePorts"] = "true" };

    public static AppHostProcess Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var appHost = new AppHostProcess(arguments, environment);
        appHost._process.Start();
        appHost._process.BeginOutputReadLine();
        appHost._process.BeginErrorReadLine();
        return appHost;
    }

    /// <summary>Waits until all its programs run: the client is the last.</summary>
    public async Task WaitUntilUpAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (!FindProcesses().Any(static id => NameOf(id) == "McpAspire.Clien"))
        {
            Assert.False(limit.IsCancellationRequested || _process.HasExited, $"Not up:\n{Output}");
            await Task.Delay(PollInterval, cancellationToken);
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

    /// <summary>The ids of the live processes with this AppHost's environment; from /proc, so on Linux only.</summary>
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
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        await WaitUntilNothingIsLeftAsync(CancellationToken.None);
        Directory.Delete(DataDirectory, recursive: true);
    }

    private static string EnvironmentOf(int processId) => Read(processId, "environ");

    /// <summary>The first 15 characters.</summary>
    private static string NameOf(int processId) => Read(processId, "comm").TrimEnd();

    private static string Read(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/{file}");
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
