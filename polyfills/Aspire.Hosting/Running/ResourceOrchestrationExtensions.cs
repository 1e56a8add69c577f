using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running;

internal static class ResourceOrchestrationExtensions
{
    public static void AddResourceOrchestration(this IServiceCollection services)
    {
        services.AddSingleton<RunSettings>();
        services.AddSingleton<ResourceOutput>();
        services.AddSingleton(provider => new EndpointAllocator(provider.GetRequiredService<RunSettings>().RandomizePorts));
        services.AddSingleton<ChildWatcher>();
        services.AddSingleton<Dashboard>();
        services.AddSingleton<ProjectLauncher>();
        services.AddHostedService<ResourceOrchestrator>();
    }
}
