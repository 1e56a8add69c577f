namespace McpAspire.Tests.Contracts.Target;

/// <summary>The classes that share one target. Their tests run sequentially, because they change the backend's behavior.</summary>
[CollectionDefinition(Name)]
public sealed class ContractTargetGroup : ICollectionFixture<ContractTarget>
{
    public const string Name = "Contract target";
}
