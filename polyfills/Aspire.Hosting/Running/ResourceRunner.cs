using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Takes one project through its life: waits for what it waits for, starts it, watches its health, and says when and why it failed.</summary>
internal sealed class ResourceRunner(
    ProjectResource resource, ProjectLauncher launcher, ResourceNotificationService notifications, HealthCheckService health, RunSettings settings, RunOutcome outcome, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan FirstChecks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LaterChecks = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShutdownNotice = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> _checks = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key)];
    private ChildProcess? _child;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(KnownResourceStates.Waiting);
            if (!await OthersAreHealthyAsync(cancellationToken))
            {
                await PublishAsync(KnownResourceStates.FailedToStart);
                return;
            }

            await PublishAsync(KnownResourceStates.Starting);
            _child = await launcher.StartAsync(resource, cancellationToken);
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Running, HealthReports = [.. _checks.Select(key => new HealthReportSnapshot(key, null, null, null))] });
            var exit = _child.WaitForExitAsync(cancellationToken);
            var wasHealthy = await IsHealthyInTimeAsync(exit, cancellationToken);
            if (wasHealthy)
            {
                await KeepCheckingAsync(exit, cancellationToken);
            }

            if (exit.IsCompletedSuccessfully)
            {
                await ReportExitAsync(await exit, wasHealthy, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception exception) when (exception is DistributedApplicationException or IOException or System.ComponentModel.Win32Exception)
        {
            await FailAsync($"{resource.Name} did not start: {exception.Message}");
        }
    }

    public async Task StopAsync()
    {
        if (_child is not null)
        {
            await _child.StopAsync();
            _child.Dispose();
            await PublishAsync(KnownResourceStates.Finished);
        }
    }

    private async Task<bool> OthersAreHealthyAsync(CancellationToken cancellationToken)
    {
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
        {
            try
            {
                await notifications.WaitForResourceHealthyAsync(wait.Resource.Name, cancellationToken);
            }
            catch (DistributedApplicationException)
            {
                // That resource failed, and its runner has said why.
                return false;
            }
        }

        return true;
    }

    private async Task<bool> IsHealthyInTimeAsync(Task exit, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.HealthyTimeout);
        HealthReport? last = null;
        try
        {
            while (!exit.IsCompleted)
            {
                last = await CheckAsync(limit.Token);
                if (last.Status == HealthStatus.Healthy)
                {
                    return true;
                }

                await Task.WhenAny(exit, Task.Delay(FirstChecks, limit.Token));
                limit.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = last?.Entries.Values.FirstOrDefault(entry => entry.Status != HealthStatus.Healthy).Description ?? "its health check did not answer";
            await FailAsync(string.Create(CultureInfo.InvariantCulture, $"{resource.Name} was not healthy within {settings.HealthyTimeout.TotalSeconds:0.#} s: {reason}."));
        }

        return false;
    }

    private async Task KeepCheckingAsync(Task exit, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(exit, Task.Delay(LaterChecks, cancellationToken)) != exit)
        {
            await CheckAsync(cancellationToken);
        }
    }

    private async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(check => _checks.Contains(check.Name), cancellationToken);
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            HealthReports = [.. report.Entries.Select(entry => new HealthReportSnapshot(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.Message))],
        });
        return report;
    }

    /// <summary>A child that ends by itself is a failure, unless it had the same Ctrl+C as this process, which hears of it a moment later.</summary>
    private async Task ReportExitAsync(int exitCode, bool wasHealthy, CancellationToken cancellationToken)
    {
        await Task.WhenAny(Task.Delay(ShutdownNotice, cancellationToken), Task.Delay(Timeout.Infinite, lifetime.ApplicationStopping));
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }

        if (wasHealthy)
        {
            outcome.Mention(string.Create(CultureInfo.InvariantCulture, $"{resource.Name} ended with exit code {exitCode}. It is not restarted; the others go on."));
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Exited, ExitCode = exitCode });
        }
        else
        {
            await FailAsync(string.Create(CultureInfo.InvariantCulture, $"{resource.Name} ended with exit code {exitCode} before it was healthy; its last lines are above."));
        }
    }

    private async Task FailAsync(string message)
    {
        outcome.Report(message);
        await PublishAsync(KnownResourceStates.FailedToStart);
    }

    private Task PublishAsync(string state) => notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = state });
}
