namespace McpAspire.Tests.Deploy.Charts;

/// <summary>The part of Aspirate's data for a project that the templates use.</summary>
internal sealed record AspirateResource(
    string Name, IReadOnlyDictionary<string, string> Env, IReadOnlyList<AspiratePort> Ports)
{
    /// <summary>The argument <c>--image-pull-policy</c> of generate.sh.</summary>
    public string ImagePullPolicy { get; init; } = "IfNotPresent";

    /// <summary>Aspirate's default.</summary>
    public string ServiceType { get; init; } = "ClusterIP";
}

/// <summary>A binding as Aspirate passes it to the templates.</summary>
/// <param name="Name">The binding's name.</param>
/// <param name="InternalPort">The port in the container.</param>
/// <param name="ExternalPort">The public port; 0 if the manifest has none.</param>
internal sealed record AspiratePort(string Name, int InternalPort, int ExternalPort);
