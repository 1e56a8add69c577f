using System.Net;
using McpAspire.Tests.Fixtures;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class UserEndpointTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("123")]
    [InlineData("user-123")]
    public async Task Returns_the_users_of_the_examples(string id)
    {
        using var response = await backend.Client.GetAsync(new Uri($"/users/{id}", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
