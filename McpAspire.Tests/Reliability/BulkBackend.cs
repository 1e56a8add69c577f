namespace McpAspire.Tests.Reliability;

/// <summary>The mock backend with 3 000 generated rows of 1 KB.</summary>
public sealed class BulkBackend : IAsyncLifetime
{
    public const int Rows = 3000;

    private readonly BackendDataDirectory _directory = new();

    public BulkBackend() => Backend = new(_directory, builder => builder.UseSetting("Datasets:BulkRows", $"{Rows}"));

    public BackendFixture Backend { get; }

    public ValueTask InitializeAsync() => Backend.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        _directory.Dispose();
    }
}
