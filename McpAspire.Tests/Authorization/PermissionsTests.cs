using System.Security.Claims;
using McpAspire.Server.Authorization;

namespace McpAspire.Tests.Authorization;

[Trait("Category", "Unit")]
public sealed class PermissionsTests
{
    [Theory]
    [InlineData("roles", "Tickets.Write", true)]
    [InlineData("roles", "Tickets", false)]
    [InlineData("scp", "Users.Read Tickets.Write", true)]
    [InlineData("scp", "Tickets.Write.All", false)]
    public void A_role_or_a_scope_grants_its_permission(string claim, string value, bool isGranted) =>
        Assert.Equal(isGranted, Permissions.Has(Caller(new Claim(claim, value)), Permissions.TicketsWrite));

    [Fact]
    public void The_roles_of_a_person_do_not_extend_the_scopes_of_a_program() =>
        Assert.False(
            Permissions.Has(Caller(new("scp", Permissions.UsersRead), new("roles", Permissions.TicketsWrite)), Permissions.TicketsWrite));

    private static ClaimsPrincipal Caller(params Claim[] claims) => new(new ClaimsIdentity(claims, "test"));
}
