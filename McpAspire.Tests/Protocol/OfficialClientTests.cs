using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Protocol;

[Trait("Category", "Protocol")]
public sealed class OfficialClientTests(FixtureHost host) : IClassFixture<FixtureHost>
{
    [Theory]
    [InlineData(null, Revision.July2026)]
    [InlineData(Revision.March2025, Revision.March2025)]
    [InlineData(Revision.June2025, Revision.June2025)]
    [InlineData(Revision.November2025, Revision.November2025)]
    [InlineData(Revision.July2026, Revision.July2026)]
    public async Task The_client_of_the_sdk_lists_and_calls(string? asked, string agreed)
    {
        await using var client = await host.ConnectAsync(new() { ProtocolVersion = asked });

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var result = await client.CallToolAsync(
            FixtureTools.Echo, new Dictionary<string, object?> { ["text"] = "hello" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(agreed, client.NegotiatedProtocolVersion);
        Assert.Contains(tools, tool => tool.Name == FixtureTools.Echo);
        Assert.Equal("hello", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
    }

    [Fact]
    public async Task The_client_repeats_annotated_arguments_in_headers()
    {
        await using var client = await host.ConnectAsync();
        await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        var result = await client.CallToolAsync(
            FixtureTools.Region, new Dictionary<string, object?> { ["region"] = "Übersee", ["page"] = 2 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Übersee 2", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
    }
}
