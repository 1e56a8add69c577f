using System.Security.Claims;

namespace McpAspire.Server.Authorization;

/// <summary>
/// What a caller may be permitted: in Entra ID an app role (for programs) and a delegated scope (for people) of this name. Each is a
/// policy, too.
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

    /// <summary>
    /// Where a program calls for a person, the scopes that the person gave it decide, not the roles that the person has: the program may
    /// do less
    /// than the person may. A program that calls for itself has roles only.
    /// </summary>
    public static bool Has(ClaimsPrincipal caller, string permission) =>
        caller.FindFirst(ScopesClaim) is { } scopes
            ? scopes.Value.Split(' ').Contains(permission)
            : caller.HasClaim(RolesClaim, permission);
}
