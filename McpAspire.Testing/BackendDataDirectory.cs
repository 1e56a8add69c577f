namespace McpAspire.Testing;

/// <summary>A data directory of its own for one backend, below the temp folder; deleted with all it holds.</summary>
public sealed class BackendDataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mcpaspire-backend-").FullName;

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
    }
}
