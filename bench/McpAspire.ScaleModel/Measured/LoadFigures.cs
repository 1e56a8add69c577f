namespace McpAspire.ScaleModel.Measured;

/// <summary>A warm server under load.</summary>
/// <param name="Connections">Callers, each with one connection, on which the next call follows as soon as the last is answered.</param>
/// <param name="CallsPerSecond">What they got.</param>
/// <param name="CpuMicroseconds">The server's CPU for one call.</param>
/// <param name="FileDescriptors">What the server had open then.</param>
/// <param name="BackendConnections">Connections from the server to the backend then.</param>
internal sealed record LoadFigures(int Connections, double CallsPerSecond, double CpuMicroseconds, int FileDescriptors, int BackendConnections);
