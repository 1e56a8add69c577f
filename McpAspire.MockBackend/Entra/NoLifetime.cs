namespace McpAspire.MockBackend.Entra;

/// <summary>The lifetime of an application inside another, which handles signals and startup messages.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
