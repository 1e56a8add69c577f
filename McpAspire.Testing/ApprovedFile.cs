using Microsoft.Extensions.Configuration;

namespace McpAspire.Testing;

/// <summary>A reviewed file in the repository. With <c>UPDATE_APPROVED=1</c>, tests rewrite it, except in CI.</summary>
internal static class ApprovedFile
{
    /// <summary>Asserts that the file has this content.</summary>
    public static async Task MatchesAsync(string path, string seen)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (environment["UPDATE_APPROVED"] == "1")
        {
            Assert.False(environment["CI"] == "true", "UPDATE_APPROVED=1 must not be set in CI: a person has to review the difference.");
            await File.WriteAllTextAsync(path, seen, Cancellation);
        }

        Assert.True(
            File.Exists(path) && seen == await File.ReadAllTextAsync(path, Cancellation),
            $"{path} differs from the actual content. Run this test with UPDATE_APPROVED=1, and review the difference.\n{seen}");
    }
}
