namespace McpAspire.MockBackend.Entra;

/// <summary>For an application inside another: signals and start-up messages are the outer one's business.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
