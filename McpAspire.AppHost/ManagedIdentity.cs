namespace McpAspire.AppHost;

/// <summary>A managed identity that <c>deploy/azure/setup.sh</c> makes from the Bicep module of its name, which lies beside the manifest.</summary>
internal sealed class ManagedIdentity(string name) : Resource(name);
