using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Starts every project of the model and ends it again, in the opposite order.</summary>
internal sealed class ResourceOrchestrator(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    HealthCheckService health,
    EndpointAllocator endpoints,
    ProjectLauncher launcher,
    Dashboard dashboard,
    RunSettings settings,
    ResourceOutput output,
    RunOutcome outcome,
    IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<(ResourceRunner Runner, Task Run)> _runs = [];
    private Task _announcement = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var projects = model.Resources.OfType<ProjectResource>().ToList();
        try
        {
            projects.ForEach(endpoints.Allocate);
        }
        catch (DistributedApplicationException exception) when (outcome.EndsTheRun)
        {
            // Thrown on, the host would log it with its stack before it ends.
            outcome.Report(exception.Message);
            return Task.CompletedTask;
        }

        dashboard.Start();
        foreach (var project in projects)
        {
            var runner = new ResourceRunner(project, launcher, notifications, new ResourceHealth(project, notifications, health, settings), outcome, lifetime);
            _runs.Add((runner, runner.RunAsync(_stopping.Token)));
        }

        if (output.ToConsole)
        {
            _announcement = AnnounceAsync(projects);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _announcement;
        await Task.WhenAll(_runs.Select(run => run.Run));
        foreach (var (runner, _) in Enumerable.Reverse(_runs))
        {
            await runner.StopAsync();
        }

        await dashboard.StopAsync();
    }

    public void Dispose() => _stopping.Dispose();

    private async Task AnnounceAsync(List<ProjectResource> projects)
    {
        try
        {
            foreach (var project in projects)
            {
                await notifications.WaitForResourceHealthyAsync(project.Name, _stopping.Token);
            }

            Console.Write(await ResourceTable.CreateAsync(projects, _stopping.Token));
            Console.WriteLine(await dashboard.GetNoticeAsync(_stopping.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or DistributedApplicationException)
        {
            // Stopped, or failed and said so: no table.
        }
    }
}
