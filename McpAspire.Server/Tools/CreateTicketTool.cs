using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Tools;

internal sealed class CreateTicketTool(BackendClient backend, ResponseBudget budget)
{
    [McpServerTool(Name = ToolNames.CreateTicket, Title = "Create ticket", ReadOnly = false, Destructive = false, Idempotent = false, OpenWorld = false, UseStructuredContent = true)]
    [Authorize(Permissions.TicketsWrite)]
    [Description("Creates a support ticket. It is open, and assigned to nobody unless assignee_id says otherwise. Calls with the same idempotency_key create one ticket.")]
    public async Task<Ticket> CallAsync(
        [Description("One line that says what it is about."), Required, StringLength(200, MinimumLength = 1)] string title,
        [Description("The whole text."), Required, StringLength(5000, MinimumLength = 10)] string description,
        [Description("How urgent it is.")] TicketPriority priority = TicketPriority.Medium,
        [AIParameterName("assignee_id"), Description("Identifier of the user to assign it to."), StringLength(ArgumentRules.IdentifierLength, MinimumLength = 1), RegularExpression(ArgumentRules.Identifier)] string? assigneeId = null,
        [AIParameterName("idempotency_key"), Description("A name of this ticket's own, for a call that may have to be repeated, e.g. a UUID: with the same name and content the first ticket is returned, with other content the call is refused."), StringLength(ArgumentRules.IdentifierLength, MinimumLength = 1), RegularExpression(ArgumentRules.Identifier)] string? idempotencyKey = null,
        ClaimsPrincipal? caller = null,
        CancellationToken cancellationToken = default) =>
        budget.Check(await backend.CreateTicketAsync(new(title, description, priority, assigneeId), IdempotencyKey.For(caller, idempotencyKey), cancellationToken), ServerJsonContext.Default.Ticket);
}
