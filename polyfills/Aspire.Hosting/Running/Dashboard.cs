using System.Collections;

namespace Aspire.Hosting.Running;

/// <summary>The real Aspire dashboard, when the 'aspire' command is installed. It starts while the resources start.</summary>
internal sealed class Dashboard(DistributedApplicationOptions options, RunSettings settings, IHttpClientFactory clients, ChildWatcher watcher) : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private ChildProcess? _process;
    private string _notice = string.Empty;
    private string? _lastLine;

    /// <summary>Where the children send their telemetry, or <see langword="null"/> when there is no dashboard.</summary>
    public Uri? OtlpEndpoint { get; private set; }

    public void Start()
    {
        if (options.DisableDashboard)
        {
            return;
        }

        if (AspireCommand.Find(settings.Path, options.ProjectDirectory) is not { } command)
        {
            _notice = $"No dashboard: traces, metrics and logs can be looked at after 'npm install -g {AspireCommand.NpmPackage}'.";
            return;
        }

        foreach (var taken in new[] { new Uri(settings.DashboardUrl), new Uri(settings.OtlpUrl) }.Where(url => !EndpointAllocator.IsFree(url.Port)))
        {
            _notice = $"No dashboard: {taken} is in use by another process.";
            return;
        }

        string[] arguments = ["dashboard", "run", "--frontend-url", settings.DashboardUrl, "--otlp-grpc-url", settings.OtlpUrl, "--allow-anonymous", "--nologo", "--non-interactive"];
        // The AppHost's own ASPIRE_ settings mean something else to a dashboard that stands alone.
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(entry => entry.Key is string name && !RunEnvironment.NotInherited.Contains(name) && !name.StartsWith("ASPIRE_", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string);
        environment["NO_COLOR"] = "1";
        _process = ChildProcess.Start(command, arguments, Environment.CurrentDirectory, environment, line => _lastLine = line, watcher);
        OtlpEndpoint = new Uri(settings.OtlpUrl);
    }

    /// <summary>What to tell the user about it, once that is known; empty if nothing.</summary>
    public async Task<string> GetNoticeAsync(CancellationToken cancellationToken)
    {
        if (_process is null)
        {
            return _notice;
        }

        return await AnswersAsync(cancellationToken)
            ? $"Dashboard: {settings.DashboardUrl}"
            : $"No dashboard: 'aspire dashboard run' {(_process.HasExited ? $"ended, and said: {_lastLine}" : "did not answer in time")}.";
    }

    public Task StopAsync() => _process?.StopAsync() ?? Task.CompletedTask;

    public void Dispose() => _process?.Dispose();

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        using var client = clients.CreateClient(nameof(Dashboard));
        while (!limit.IsCancellationRequested && _process is { HasExited: false })
        {
            try
            {
                using var response = await client.GetAsync(new Uri(settings.DashboardUrl), limit.Token);
                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                await Task.WhenAny(Task.Delay(100, limit.Token));
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }
}
