using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
    {
        var options = new ProjectResourceOptions();
        configure(options);
        if (!options.ExcludeLaunchProfile)
        {
            throw new NotSupportedException($"Resource '{name}': this stand-in reads no launch profile of a project. Add it with ExcludeLaunchProfile = true.");
        }

        return builder.AddResource(new ProjectResource(name))
            .WithAnnotation(new TProject())
            .WithAnnotation(new EnvironmentCallbackAnnotation(ProjectEnvironment.Add));
    }
}
