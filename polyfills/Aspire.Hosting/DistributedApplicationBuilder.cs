// Stands for Aspire.Hosting.AppHost (with Aspire.AppHost.Sdk) and Aspire.Hosting.Azure 13.5.2, as far as an AppHost of plain projects needs them.
// Projects are started as child processes from their build output. Left out: containers, executables, replicas, connection strings, proxies
// (a process listens on its public port), https, launch profiles of projects, deployment pipelines and every Azure resource but the user-assigned identity.
// Added: AppHost:ResourceHealthyTimeout (default 00:01:00), after which a resource that is not healthy has failed; a failure ends a run with exit code 1.
using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private static readonly DiagnosticListener Events = new("Aspire.Hosting");
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationOptions _options;

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = new ConfigurationManager(), ContentRootPath = Existing(options.ProjectDirectory) };
        Write("DistributedApplicationBuilderConstructing", (options, settings));
        settings.ContentRootPath ??= Existing(options.ProjectDirectory);
        _host = new HostApplicationBuilder(settings);

        AppHostDirectory = options.ProjectDirectory ?? _host.Environment.ContentRootPath;
        AppHostAssembly = options.Assembly;
        var publishing = PublishingOptions.Read(options.Args);
        ExecutionContext = new DistributedApplicationExecutionContext(publishing.Operation, publishing.Publisher ?? "manifest");

        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        _host.Services.AddSingleton(TimeProvider.System);
        _host.Services.AddSingleton(options);
        _host.Services.AddSingleton(publishing);
        _host.Services.AddSingleton(ExecutionContext);
        _host.Services.AddSingleton(_ => new DistributedApplicationModel(Resources));
        _host.Services.AddSingleton(_ => new ResourceNotificationService());
        _host.Services.AddSingleton<RunOutcome>();
        _host.Services.AddHealthChecks();
        _host.Services.AddHttpClient();
        _host.Services.AddHttpClient(nameof(HttpHealthCheck)).RemoveAllLoggers();
        _host.Services.AddHttpClient(nameof(Dashboard)).RemoveAllLoggers();
        if (ExecutionContext.IsPublishMode)
        {
            _host.Services.AddHostedService<ManifestPublisher>();
        }
        else
        {
            _host.Services.AddResourceOrchestration();
        }

        Write("DistributedApplicationBuilderConstructed", this);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (Resources.TryGetByName(resource.Name, out var existing))
        {
            throw new DistributedApplicationException($"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{existing.GetType()}' with that name already exists.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        Write("DistributedApplicationBuilding", this);
        var application = new DistributedApplication(_host.Build());
        Write("DistributedApplicationBuilt", application);
        return application;
    }

    internal string? TargetPathOf(string projectPath) => _options.Metadata($"targetpath:{projectPath}");

    private static string? Existing(string? directory) => Directory.Exists(directory) ? directory : null;

    private static void Write(string name, object payload)
    {
        if (Events.IsEnabled() && Events.IsEnabled(name))
        {
            Events.Write(name, payload);
        }
    }
}
