namespace McpAspire.Tests.Deploy.Charts;

/// <summary>What Aspirate gives to the templates for one project: the part of its data that they use, under its names.</summary>
internal sealed record AspirateResource(string Name, string ContainerImage, IReadOnlyDictionary<string, string> Env, IReadOnlyList<AspiratePort> Ports)
{
    /// <summary>The argument <c>--image-pull-policy</c> of generate.sh.</summary>
    public string ImagePullPolicy { get; init; } = "IfNotPresent";

    /// <summary>Aspirate's default.</summary>
    public string ServiceType { get; init; } = "ClusterIP";
}
