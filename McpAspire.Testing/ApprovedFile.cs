using Microsoft.Extensions.Configuration;

namespace McpAspire.Testing;

/// <summary>A file in the repository that a person has approved. With <c>UPDATE_APPROVED=1</c> a test rewrites it, but never in CI.</summary>
internal static class ApprovedFile
{
    /// <summary>Asserts that the file is what was seen.</summary>
    public static async Task MatchesAsync(string path, string seen)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (environment["UPDATE_APPROVED"] == "1")
        {
            Assert.False(environment["CI"] == "true", "UPDATE_APPROVED=1 is for a developer who reviews the difference.");
            await File.WriteAllTextAsync(path, seen, TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(path) && seen == await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken),
            $"{path} is not what was seen. Run this test with UPDATE_APPROVED=1, and review the difference.\n{seen}");
    }
}
