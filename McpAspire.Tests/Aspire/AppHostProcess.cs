using System.Diagnostics;
using System.Globalization;

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
    private readonly ProgramUnderTest _program;

    private AppHostProcess(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Built, .. arguments]) { WorkingDirectory = Projects.McpAspire_AppHost.ProjectPath };
        _program = ProgramUnderTest.Start(start,
        [
            ("DOTNET_ENVIRONMENT", "Development"),
            ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
            ("MCPASPIRE_DATA_DIRECTORY", DataDirectory),
            .. environment.Select(static variable => (variable.Key, variable.Value)),
        ]);
    }

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("mcpaspire-apphost-").FullName;

    public string Output => _program.Output + _program.Error;

    public static AppHostProcess Start(params string[] arguments) => new(arguments, []);

    public static AppHostProcess Start(Dictionary<string, string> environment, params string[] arguments) => new(arguments, environment);

    /// <summary>Waits until the server of the system is ready at the port.</summary>
    public async Task WaitUntilReadyAsync(int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (!await IsReadyAsync(port, cancellationToken))
        {
            Assert.False(limit.IsCancellationRequested || _program.HasExited, $"Not ready:\n{Output}");
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

    public Task<int> WaitForExitAsync(CancellationToken cancellationToken) => _program.ExitedAsync(cancellationToken);

    public Task SignalAsync(string signal) => _program.SignalAsync(signal);

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
        await _program.DisposeAsync();
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
}
