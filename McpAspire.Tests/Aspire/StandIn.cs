using McpAspire.Tests.Packages;

namespace McpAspire.Tests.Aspire;

/// <summary>Which Aspire.Hosting these tests run with.</summary>
internal static class StandIn
{
    /// <summary>Skips a test of what only the stand-in promises, where the real package is in use, or the machine has no /proc.</summary>
    public static void SkipUnlessInUse()
    {
        Assert.SkipUnless(Repository.UsesPolyfills, "The real Aspire.Hosting is in use.");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test reads /proc.");
    }
}
