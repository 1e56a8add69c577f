namespace McpAspire.Testing;

/// <summary>The running test.</summary>
internal static class CurrentTest
{
    /// <summary>Canceled when the test is.</summary>
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
