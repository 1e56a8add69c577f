using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _latest = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Channel<ResourceEvent>, bool> _watchers = new();

    internal ResourceNotificationService()
    {
    }

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_lock)
        {
            var previous = _latest.GetValueOrDefault(resource.Name)?.Snapshot ?? new CustomResourceSnapshot { ResourceType = resource.GetType().Name.Replace("Resource", string.Empty, StringComparison.Ordinal) };
            var update = new ResourceEvent(resource, resource.Name, stateFactory(previous));
            _latest[resource.Name] = update;
            foreach (var watcher in _watchers.Keys)
            {
                watcher.Writer.TryWrite(update);
            }
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_lock)
        {
            foreach (var current in _latest.Values)
            {
                channel.Writer.TryWrite(current);
            }

            _watchers[channel] = true;
        }

        try
        {
            await foreach (var update in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return update;
            }
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var update in WatchAsync(cancellationToken))
        {
            if (string.Equals(update.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(update))
            {
                return update;
            }
        }

        throw new OperationCanceledException($"The operation was cancelled before the resource '{resourceName}' met the predicate condition.");
    }

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, update => string.Equals(update.Snapshot.State?.Text, targetState ?? KnownResourceStates.Running, StringComparison.OrdinalIgnoreCase), cancellationToken);

    /// <exception cref="DistributedApplicationException">The resource ended before it was healthy.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var update = await WaitForResourceAsync(resourceName, candidate => candidate.Snapshot.HealthStatus == HealthStatus.Healthy || HasEnded(candidate), cancellationToken);
        return HasEnded(update)
            ? throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because its state is '{update.Snapshot.State?.Text}'.")
            : update;
    }

    private static bool HasEnded(ResourceEvent update) =>
        KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text, StringComparer.OrdinalIgnoreCase);
}
