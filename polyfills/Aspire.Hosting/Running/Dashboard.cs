namespace Aspire.Hosting.Running;

/// <summary>The real Aspire dashboard, when the 'aspire' command is installed.</summary>
internal sealed class Dashboard(DistributedApplicationOptions options, RunSettings settings, IHttpClientFactory clients, ChildWatcher watcher) : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private ChildProcess? _process;

    /// <summary>Where the children send their telemetry, or <see langword="null"/> when there is no dashboard.</summary>
    public Uri? OtlpEndpoint { get; private set; }

    /// <summary>What to tell the user about it.</summary>
    public string Notice { get; private set; } = string.Empty;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.DisableDashboard)
        {
            return;
        }

        if (AspireCommand.Find(settings.Path, options.ProjectDirectory) is not { } command)
        {
            Notice = $"No dashboard: traces, metrics and logs can be looked at after 'npm install -g {AspireCommand.NpmPackage}'.";
            return;
        }

        string[] arguments = ["dashboard", "run", "--frontend-url", settings.DashboardUrl, "--otlp-grpc-url", settings.OtlpUrl, "--allow-anonymous", "--nologo", "--non-interactive"];
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Where(entry => (string)entry.Key is not ("ASPNETCORE_URLS" or "DOTNET_LAUNCH_PROFILE"))
            .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string);
        _process = ChildProcess.Start(command, arguments, Environment.CurrentDirectory, environment, _ => { }, watcher);
        if (await AnswersAsync(cancellationToken))
        {
            OtlpEndpoint = new Uri(settings.OtlpUrl);
            Notice = $"Dashboard: {settings.DashboardUrl}";
        }
        else
        {
            Notice = $"No dashboard: '{command} {string.Join(' ', arguments)}' {(_process.HasExited ? "ended" : "did not answer in time")}.";
        }
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
