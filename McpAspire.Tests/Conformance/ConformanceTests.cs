namespace McpAspire.Tests.Conformance;

/// <summary>The official conformance suite against the server.</summary>
[Trait("Category", "Conformance")]
public sealed class ConformanceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Passes_the_scenarios_of_the_revision(string revision)
    {
        ConformanceSuite.RequireSuite();
        await using var host = ConformanceHost.Start();

        await ConformanceSuite.PassAsync(output, "--requirements", revision, host.Endpoint.ToString());
    }

    [Fact]
    [Trait("Server", "Program")]
    public async Task The_server_binary_passes_the_scenarios_that_need_no_content_of_the_suite()
    {
        ConformanceSuite.RequireSuite();
        await using var server = await ProgramUnderTest.StartServerAsync();

        await ConformanceSuite.PassAsync(
            output,
            "--scenario", "server-initialize",
            "--scenario", "ping",
            "--scenario", "logging-set-level",
            "--scenario", "tools-list",
            "--scenario", "sep-2164-resource-not-found",
            "--scenario", "http-header-validation",
            "--scenario", "dns-rebinding-protection",
            server.Endpoint.ToString());
    }
}
