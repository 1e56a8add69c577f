using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Checks the health of one resource: often until it is healthy or its time is up, then now and again.</summary>
internal sealed class ResourceHealth(ProjectResource resource, ResourceNotificationService notifications, HealthCheckService health, RunSettings settings)
{
    private static readonly TimeSpan FirstChecks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LaterChecks = TimeSpan.FromSeconds(30);
    private readonly HashSet<string> _checks = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key)];

    /// <summary>The reports before the first check: nothing is known.</summary>
    public IEnumerable<HealthReportSnapshot> Unknown => _checks.Select(key => new HealthReportSnapshot(key, null, null, null));

    /// <returns>Whether it became healthy; if not, it has ended.</returns>
    /// <exception cref="DistributedApplicationException">It was not healthy in time.</exception>
    public async Task<bool> IsHealthyInTimeAsync(Task exit, CancellationToken cancellationToken)
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
            throw new DistributedApplicationException(string.Create(CultureInfo.InvariantCulture, $"{resource.Name} was not healthy within {settings.HealthyTimeout.TotalSeconds:0.#} s: {reason}."));
        }

        return false;
    }

    public async Task KeepCheckingAsync(Task exit, CancellationToken cancellationToken)
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
}
