namespace McpAspire.Tests.Deploy.Charts;

/// <summary>A binding as Aspirate gives it to the templates.</summary>
/// <param name="Name">The binding's name.</param>
/// <param name="InternalPort">The port in the container.</param>
/// <param name="ExternalPort">The public port; 0 where the manifest names none.</param>
internal sealed record AspiratePort(string Name, int InternalPort, int ExternalPort);
