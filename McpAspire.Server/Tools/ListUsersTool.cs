using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Results;
using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Tools;

internal sealed class ListUsersTool(BackendClient backend, ResponseBudget budget)
{
    [McpServerTool(Name = ToolNames.ListUsers, Title = "List users", ReadOnly = true, OpenWorld = false, UseStructuredContent = true)]
    [Authorize(Permissions.UsersRead)]
    [Description("Lists users, one page at a time, ordered by identifier.")]
    public async Task<Page<UserProfile>> CallAsync(
        [Description("Number of users to skip.")]
        [Range(0, int.MaxValue)]
        int skip = 0,

        [Description("Maximum number of users to return.")]
        [Range(1, ArgumentRules.PageLimit)]
        int limit = 10,

        CancellationToken cancellationToken = default)
    {
        var page = await budget.FetchAsync(limit, (count, cancelled) => backend.ListUsersAsync(skip, count, cancelled), cancellationToken);
        return Page<UserProfile>.Of(budget.Cut(page.Items, ServerJsonContext.Default.UserProfile), page.Total, skip, limit);
    }
}
