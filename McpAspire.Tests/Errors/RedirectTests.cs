using McpAspire.Tests.Authorization;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Errors;

[Trait("Category", "Integration")]
public sealed class RedirectTests
{
    [Theory]
    [InlineData("get_user_profile", 301)]
    [InlineData("get_user_profile", 302)]
    [InlineData("query_data", 303)]
    [InlineData("create_ticket", 307)]
    [InlineData("create_ticket", 308)]
    public async Task The_token_does_not_follow_a_redirect_to_another_host(string tool, int status)
    {
        await using var other = await RecordingBackend.StartAsync();
        await using var system = await FailingSystem.StartAsync(
            Answers.RedirectTo(_ => new Uri(other.Address, "/users/1").ToString(), status), configure: StubToken.Add);

        var error = await system.CallFailsAsync(tool);

        Assert.Equal(
            ("bad_response", status, false),
            ((string?)error["details"]!["reason"], (int?)error["details"]!["status"], (bool?)error["retryable"]));
        Assert.Equal(["Bearer token-1"], system.Backend.Requests);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_renewed_once_and_only_at_the_backend()
    {
        await using var system = await FailingSystem.StartAsync(
            Answers.Status(StatusCodes.Status401Unauthorized), configure: StubToken.Add);

        var error = await system.CallFailsAsync("create_ticket");

        Assert.Equal(
            ("AUTHENTICATION_ERROR", "unauthorized", 401, false),
            ((string?)error["error"], (string?)error["details"]!["reason"], (int?)error["details"]!["status"], (bool?)error["retryable"]));
        Assert.Equal(["Bearer token-1", "Bearer token-2"], system.Backend.Requests);
        Assert.Equal(
            ["mcpaspire.tool.calls tool=create_ticket outcome=error error_code=AUTHENTICATION_ERROR reason=unauthorized"],
            system.Counts.Counts);
    }
}
