using System.Security.Claims;

namespace McpAspire.Server.Authorization;

/// <summary>
/// The permissions of callers. Each is an app role (programs) and a delegated scope (people) in Entra ID, and a policy here.
/// </summary>
internal static class Permissions
{
    public const string UsersRead = "Users.Read";

    public const string TicketsRead = "Tickets.Read";

    public const string TicketsWrite = "Tickets.Write";

    public const string DataRead = "Data.Read";

    private const string RolesClaim = "roles";

    private const string ScopesClaim = "scp";

    public static IReadOnlyList<string> All { get; } = [UsersRead, TicketsRead, TicketsWrite, DataRead];

    /// <summary>Whether a token is one of a user; programs without a user have no scopes.</summary>
    public static bool IsUser(ClaimsPrincipal caller) => caller.HasClaim(static claim => claim.Type == ScopesClaim);

    /// <summary>
    /// If a program calls on behalf of a person, only the scopes of the token count, not the person's roles: the program may do less than
    /// the person. A program that calls on its own behalf has roles only.
    /// </summary>
    public static bool Has(ClaimsPrincipal caller, string permission) =>
        caller.FindFirst(ScopesClaim) is { } scopes
            ? scopes.Value.Split(' ').Contains(permission)
            : caller.HasClaim(RolesClaim, permission);
}
