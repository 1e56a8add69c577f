namespace McpAspire.Tests.Observability;

/// <summary>Tests that run alone: OpenTelemetry listens to the meters of every host in the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessMeters
{
    internal const string Name = "Meters of the process";
}
