namespace McpAspire.Testing;

/// <summary>A temporary data directory for one backend; deleted with its content.</summary>
public sealed class BackendDataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mcpaspire-backend-").FullName;

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
    }
}
