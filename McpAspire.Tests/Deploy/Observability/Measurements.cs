namespace McpAspire.Tests.Deploy.Observability;

/// <summary>The tests that share the measured metrics.</summary>
[CollectionDefinition(Name)]
public sealed class Measurements : ICollectionFixture<MeasuredSituations>
{
    public const string Name = "What the server measures";
}
