using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Aspire;

/// <summary>The entire system on free ports with its own data; sends telemetry to <see cref="Receiver"/>.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly BackendDataDirectory _data;
    private readonly StringBuilder _output = new();
    private readonly IDistributedApplicationTestingBuilder _builder;
    private Task[] _readers = [];

    private RunningSystem(
        BackendDataDirectory data, OtlpReceiver receiver, IDistributedApplicationTestingBuilder builder, DistributedApplication app)
    {
        (_data, Receiver, _builder, App) = (data, receiver, builder, app);
    }

    public DistributedApplication App { get; }

    public OtlpReceiver Receiver { get; }

    /// <summary>The directory of the local Entra ID.</summary>
    public string EntraDirectory => Path.Combine(_data.Path, "entra");

    /// <summary>The output of the programs; each line begins with the name of its resource.</summary>
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

    /// <summary>Starts the system, and waits until it is healthy.</summary>
    /// <param name="arguments">Arguments of the AppHost.</param>
    /// <param name="environment">More environment variables of each program.</param>
    public static async Task<RunningSystem> StartAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        using var limit = new CancellationTokenSource(Limit);
        var (data, receiver) = (new BackendDataDirectory(), await OtlpReceiver.StartAsync());
        // Kept, because disposing the builder stops the application.
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.McpAspire_AppHost>(
            [$"--MCPASPIRE_DATA_DIRECTORY={data.Path}", .. arguments], limit.Token);
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        foreach (var project in builder.Resources.OfType<ProjectResource>().Select(builder.CreateResourceBuilder))
        {
            project.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.ToString())
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            Array.ForEach(environment, variable => project.WithEnvironment(variable.Name, variable.Value));
        }

        var system = new RunningSystem(data, receiver, builder, await builder.BuildAsync(limit.Token));
        await system.App.StartAsync(limit.Token);
        // The output is stored by instance name, which only a started resource has.
        var logs = system.App.Services.GetRequiredService<ResourceLoggerService>();
        system._readers =
        [
            .. builder.Resources.OfType<ProjectResource>().Select(project => system.ReadAsync(project.Name, logs.WatchAsync(project))),
        ];
        await system.App.ResourceNotifications.WaitForResourceHealthyAsync("mcp-client", limit.Token);
        return system;
    }

    public Uri AddressOf(string resource) => App.GetEndpoint(resource, "http");

    public Task<McpClient> ConnectAsync(CancellationToken cancellationToken, string? token = null) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(AddressOf("mcp-server"), "/mcp"),
            AdditionalHeaders = token is null ? null : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        }),
        cancellationToken: cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync().AsTask().WaitAsync(Limit);
        await _builder.DisposeAsync().AsTask().WaitAsync(Limit);
        await Task.WhenAll(_readers).WaitAsync(Limit);
        await Receiver.DisposeAsync();
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
