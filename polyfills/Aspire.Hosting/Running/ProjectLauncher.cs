using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Starts the built output of a project, in the directory of the project.</summary>
internal sealed class ProjectLauncher(
    DistributedApplicationOptions options, DistributedApplicationExecutionContext execution, RunSettings settings, ResourceOutput output, EndpointAllocator endpoints, Dashboard dashboard, ChildWatcher watcher)
{
    public async Task<ChildProcess> StartAsync(ProjectResource resource, CancellationToken cancellationToken)
    {
        var project = resource.Annotations.OfType<IProjectMetadata>().Single().ProjectPath;
        var target = options.Metadata($"targetpath:{project}") ?? throw new DistributedApplicationException($"the AppHost was built without a reference to {project}");
        if (!File.Exists(target))
        {
            throw new DistributedApplicationException($"{target} does not exist; build the solution first");
        }

        var environment = await RunEnvironment.CreateAsync(resource, execution, dashboard.OtlpEndpoint, settings.IsDevelopment, cancellationToken);
        var directory = Path.GetDirectoryName(project) ?? throw new DistributedApplicationException($"{project} is in no directory");
        endpoints.Release(resource);
        return ChildProcess.Start(DotnetHost(), [target], directory, environment, output.For(resource.Name), watcher);
    }

    /// <summary>The dotnet that runs this process: shared/Microsoft.NETCore.App/VERSION is three levels below it.</summary>
    private static string DotnetHost() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
