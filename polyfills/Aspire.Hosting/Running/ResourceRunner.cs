using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Takes one project through its life: waits for what it waits for, starts it, watches its health, and says when and why it failed.</summary>
internal sealed class ResourceRunner(
    ProjectResource resource, ProjectLauncher launcher, ResourceNotificationService notifications, ResourceHealth health, RunOutcome outcome, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan ShutdownNotice = TimeSpan.FromSeconds(1);
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
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Running, HealthReports = [.. health.Unknown] });
            var exit = _child.WaitForExitAsync(cancellationToken);
            var wasHealthy = await health.IsHealthyInTimeAsync(exit, cancellationToken);
            if (wasHealthy)
            {
                await health.KeepCheckingAsync(exit, cancellationToken);
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
            await FailAsync(_child is null ? $"{resource.Name} did not start: {exception.Message}" : exception.Message);
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
