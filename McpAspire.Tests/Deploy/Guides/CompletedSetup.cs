namespace McpAspire.Tests.Deploy.Guides;

/// <summary>A tenant and a resource group after one run of <c>setup.sh</c>.</summary>
public sealed class CompletedSetup : IAsyncLifetime
{
    internal FakeAzure Azure { get; } = new();

    /// <summary>Its output.</summary>
    internal string Output { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        if (!FakeAzure.HasBash)
        {
            return;
        }

        (var exitCode, Output) = await Azure.RunAsync(
            "setup.sh", "--resource-group", "rg", "--cluster", "aks", "--server-url", "https://mcp.example.com/mcp");
        Assert.True(exitCode == 0, Output);
    }

    public ValueTask DisposeAsync()
    {
        Azure.Dispose();
        return default;
    }
}
