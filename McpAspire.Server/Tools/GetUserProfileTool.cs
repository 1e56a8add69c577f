using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Tools;

internal sealed class GetUserProfileTool(BackendClient backend, ResponseBudget budget)
{
    [McpServerTool(
        Name = ToolNames.GetUserProfile,
        Title = "Get user profile",
        ReadOnly = true,
        OpenWorld = false,
        UseStructuredContent = true)]
    [Authorize(Permissions.UsersRead)]
    [Description("Gets one user by identifier: name, e-mail address and creation time, and on request further details.")]
    public async Task<UserProfile> CallAsync(
        [AIParameterName("user_id")]
        [Description("Unique identifier of the user, as returned by list_users.")]
        [Required]
        [StringLength(ArgumentRules.IdentifierLength, MinimumLength = 1)]
        [RegularExpression(ArgumentRules.Identifier)]
        string userId,

        [AIParameterName("include_details")]
        [Description("Whether to include details such as department, title and location.")]
        bool includeDetails = false,

        CancellationToken cancellationToken = default) =>
        budget.Check(await backend.GetUserAsync(userId, includeDetails, cancellationToken), ServerJsonContext.Default.UserProfile);
}
