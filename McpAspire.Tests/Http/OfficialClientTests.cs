using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Http;

[Trait("Category", "Protocol")]
[Trait("Server", "Program")]
public sealed class OfficialClientTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData(null, Revision.July2026)]
    [InlineData(Revision.March2025, Revision.March2025)]
    [InlineData(Revision.June2025, Revision.June2025)]
    [InlineData(Revision.November2025, Revision.November2025)]
    [InlineData(Revision.July2026, Revision.July2026)]
    public async Task Client_of_the_SDK_lists_and_calls_tools(string? requested, string negotiated)
    {
        var transport = new HttpClientTransport(new() { Endpoint = server.Endpoint, TransportMode = HttpTransportMode.StreamableHttp });
        await using var client = await McpClient.CreateAsync(
            transport, new() { ProtocolVersion = requested }, cancellationToken: Cancellation);

        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        var result = await client.CallToolAsync(
            "get_user_profile",
            new Dictionary<string, object?> { ["user_id"] = "123" },
            cancellationToken: Cancellation);

        Assert.Equal(negotiated, client.NegotiatedProtocolVersion);
        Assert.Contains(tools, tool => tool.Name == "get_user_profile");
        Assert.Contains("\"123\"", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, StringComparison.Ordinal);
    }
}
