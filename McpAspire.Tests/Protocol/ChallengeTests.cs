using System.Net;

namespace McpAspire.Tests.Protocol;

/// <summary>RFC 9728: a challenge points to the metadata of the protected resource.</summary>
[Trait("Category", "Protocol")]
public sealed class ChallengeTests
{
    [Fact]
    public async Task A_call_without_token_is_challenged_with_the_address_of_the_metadata()
    {
        await using var host = await ChallengingHost.StartAsync();

        var answer = await host.SendAsync(McpCall.Of(Revision.November2025, "tools/list"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal($"Bearer resource_metadata=\"{ChallengingHost.Origin(host)}{ChallengingHost.WellKnown}/mcp\"", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_call_with_a_user_is_answered()
    {
        await using var host = await ChallengingHost.StartAsync();

        var answer = await host.SendAsync(McpCall.Of(Revision.November2025, "tools/list").With(HeaderAuthenticationHandler.Header, "ada"));

        Assert.Contains(FixtureTools.Echo, answer.ToolNames);
    }
}
