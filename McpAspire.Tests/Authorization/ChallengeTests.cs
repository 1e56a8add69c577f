using McpAspire.Server.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Authorization;

[Trait("Category", "Unit")]
public sealed class ChallengeTests
{
    [Fact]
    public async Task Text_of_a_token_cannot_end_the_quoted_description()
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };

        await Challenge.UnauthorizedAsync(context, new CallerOptions { Audience = "server" }, "invalid_token", "audience 'a\"b\\c\r\nd'");

        Assert.Contains(
            "error_description=\"audience 'a?b?c??d'\"", context.Response.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
    }
}
