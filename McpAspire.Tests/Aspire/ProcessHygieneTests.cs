namespace McpAspire.Tests.Aspire;

/// <summary>However the AppHost ends, nothing that it started is left. Linux only: it reads /proc.</summary>
[Trait("Category", "Aspire")]
public sealed class ProcessHygieneTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_the_AppHost_and_all_children(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test reads /proc.");
        await using var appHost = AppHostProcess.Start(AppHostProcess.RandomPorts);
        await appHost.WaitUntilUpAsync(Cancellation);
        Assert.True(appHost.FindProcesses().Count >= 4);

        await appHost.SignalAsync(signal, Cancellation);

        Assert.Equal(0, await appHost.WaitForExitAsync(Cancellation));
        await appHost.WaitUntilNothingIsLeftAsync(Cancellation);
    }

    [Fact]
    public async Task The_children_end_when_the_AppHost_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test reads /proc.");
        await using var appHost = AppHostProcess.Start(AppHostProcess.RandomPorts);
        await appHost.WaitUntilUpAsync(Cancellation);

        await appHost.SignalAsync("KILL", Cancellation);

        await appHost.WaitUntilNothingIsLeftAsync(Cancellation);
    }
}
