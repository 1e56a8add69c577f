namespace Aspire.Hosting.Testing;

/// <summary>The AppHost's application in the hands of a test: disposing of it stops it, and lets the AppHost's entry point return.</summary>
internal sealed class TestedApplication(DistributedApplication inner, EntryPointRun run) : DistributedApplication(inner)
{
    private bool _disposed;

    public override void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await inner.StopAsync();
        }

        await base.DisposeAsync();
        run.End();
    }
}
