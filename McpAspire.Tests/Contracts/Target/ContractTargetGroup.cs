namespace McpAspire.Tests.Contracts.Target;

/// <summary>The classes that share one target. Their tests run one after the other: what one makes the backend do is not to be seen by another.</summary>
[CollectionDefinition(Name)]
public sealed class ContractTargetGroup : ICollectionFixture<ContractTarget>
{
    public const string Name = "Contract target";
}
