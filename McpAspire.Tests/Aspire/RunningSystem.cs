using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Aspire;

/// <summary>The whole system with settings of its own, and what its programs write.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly BackendDataDirectory _data;
    private readonly StringBuilder _output = new();
    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _app;
    private Task[] _readers = [];

    private RunningSystem(BackendDataDirectory data, IDistributedApplicationTestingBuilder builder, DistributedApplication app)
    {
        (_data, _builder, _app) = (data, builder, app);
    }

    /// <summary>Where the backend keeps its data.</summary>
    public string DataDirectory => _data.Path;

    /// <summary>What the programs wrote, each line behind its resource's name.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <param name="environment">The environment of each program.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="arguments">The arguments of the AppHost.</param>
    public static async Task<RunningSystem> StartAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        var data = new BackendDataDirectory();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.McpAspire_AppHost>([$"--MOCK_DATA_DIRECTORY={data.Path}", .. arguments], limit.Token);
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        foreach (var project in builder.Resources.OfType<ProjectResource>().Select(builder.CreateResourceBuilder))
        {
            foreach (var (name, value) in environment)
            {
                project.WithEnvironment(name, value);
            }
        }

        var system = new RunningSystem(data, builder, await builder.BuildAsync(limit.Token));
        await system._app.StartAsync(limit.Token);
        // Not before: only now the programs have the names by which their output is kept.
        var logs = system._app.Services.GetRequiredService<ResourceLoggerService>();
        system._readers = [.. builder.Resources.OfType<ProjectResource>().Select(project => system.ReadAsync(project.Name, logs.WatchAsync(project)))];
        await system._app.ResourceNotifications.WaitForResourceHealthyAsync("mcp-client", limit.Token);
        return system;
    }

    public Uri AddressOf(string resource) => _app.GetEndpoint(resource, "http");

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _builder.DisposeAsync();
        await Task.WhenAll(_readers);
        _data.Dispose();
    }

    private async Task ReadAsync(string resource, IAsyncEnumerable<IReadOnlyList<LogLine>> batches)
    {
        await foreach (var batch in batches)
        {
            lock (_output)
            {
                foreach (var line in batch)
                {
                    _output.Append(resource).Append(' ').AppendLine(line.Content);
                }
            }
        }
    }
}
