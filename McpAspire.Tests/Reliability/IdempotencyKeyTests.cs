using System.Security.Claims;
using McpAspire.Server.Tools;

namespace McpAspire.Tests.Reliability;

[Trait("Category", "Unit")]
public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("other", "user", "app")]
    [InlineData("tenant", "other", "app")]
    [InlineData("tenant", "user", "other")]
    public void Depends_on_tenant_user_and_application(string tenant, string user, string app)
    {
        var key = IdempotencyKey.For(Caller("tenant", "user", "app"), "1");

        Assert.Equal(key, IdempotencyKey.For(Caller("tenant", "user", "app"), "1"));
        Assert.NotEqual(key, IdempotencyKey.For(Caller(tenant, user, app), "1"));
    }

    [Fact]
    public void Depends_on_the_subject_of_a_user_without_object_id() =>
        Assert.NotEqual(IdempotencyKey.For(Caller("sub", "user"), "1"), IdempotencyKey.For(Caller("sub", "other"), "1"));

    private static ClaimsPrincipal Caller(string claim, string value) => new(new ClaimsIdentity([new(claim, value)]));

    private static ClaimsPrincipal Caller(string tenant, string user, string app) =>
        new(new ClaimsIdentity([new("tid", tenant), new("oid", user), new("azp", app)]));
}
