using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Results;
using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Tools;

internal sealed class ListTicketsTool(BackendClient backend, ResponseBudget budget)
{
    [McpServerTool(Name = ToolNames.ListTickets, Title = "List tickets", ReadOnly = true, OpenWorld = false, UseStructuredContent = true)]
    [Authorize(Permissions.TicketsRead)]
    [Description("Lists support tickets, one page at a time, newest first.")]
    public async Task<Page<Ticket>> CallAsync(
        [Description("Returns only tickets with this status. If omitted, tickets of every status.")]
        TicketStatus? status = null,

        [Description("Number of tickets to skip.")]
        [Range(0, int.MaxValue)]
        int skip = 0,

        [Description("Maximum number of tickets to return.")]
        [Range(1, ArgumentRules.PageLimit)]
        int limit = 10,

        CancellationToken cancellationToken = default)
    {
        var page = await budget.FetchAsync(
            limit, (count, cancelled) => backend.ListTicketsAsync(status, skip, count, cancelled), cancellationToken);
        return Page<Ticket>.Of(budget.Cut(page.Items, ServerJsonContext.Default.Ticket), page.Total, skip, limit);
    }
}
