using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Server;

namespace McpAspire.Tests.Protocol;

[Authorize]
internal sealed class ProtectedTools
{
    public const string Member = "member";
    public const string Admin = "admin";
    public const string Anyone = "anyone";

    [McpServerTool(Name = Member)]
    public static string ForMembers() => "for members";

    [McpServerTool(Name = Admin)]
    [Authorize(Roles = "admin")]
    public static string ForAdmins() => "for admins";

    [McpServerTool(Name = Anyone)]
    [AllowAnonymous]
    public static string ForAnyone() => "for anyone";
}
