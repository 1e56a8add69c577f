namespace McpAspire.Tests.Aspire;

/// <summary>The tests that share one open system.</summary>
[CollectionDefinition(Name)]
public sealed class AppHostGroup : ICollectionFixture<AppHostFixture>
{
    public const string Name = "AppHost";
}
