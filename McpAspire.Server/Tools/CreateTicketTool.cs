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
    [McpServerTool(
        Name = ToolNames.CreateTicket,
        Title = "Create ticket",
        ReadOnly = false,
        Destructive = false,
        Idempotent = false,
        OpenWorld = false,
        UseStructuredContent = true)]
    [Authorize(Permissions.TicketsWrite)]
    [Description(
        "Creates a support ticket. Its status is open, and it is unassigned unless assignee_id is given. Repeated calls with the same "
            + "idempotency_key create only one ticket.")]
    public async Task<Ticket> CallAsync(
        [Description("Subject of the ticket: one line of printable text.")]
        [Required]
        [StringLength(200, MinimumLength = 1)]
        string title,

        [Description("Full description of the issue; may contain line breaks.")]
        [Required]
        [StringLength(5000, MinimumLength = 10)]
        string description,

        [Description("Priority of the ticket.")]
        TicketPriority priority = TicketPriority.Medium,

        [AIParameterName("assignee_id")]
        [Description("Identifier of the user to assign the ticket to.")]
        [StringLength(ArgumentRules.IdentifierLength, MinimumLength = 1)]
        [RegularExpression(ArgumentRules.Identifier)]
        string? assigneeId = null,

        [AIParameterName("idempotency_key")]
        [Description(
            "Unique key of this ticket, e.g. a UUID. A repeated call with the same key and content returns the first ticket; with other "
                + "content it is rejected.")]
        [StringLength(ArgumentRules.IdentifierLength, MinimumLength = 1)]
        [RegularExpression(ArgumentRules.Identifier)]
        string? idempotencyKey = null,

        ClaimsPrincipal? caller = null,
        CancellationToken cancellationToken = default)
    {
        PrintableText.CheckLine("title", title);
        PrintableText.CheckLines("description", description);
        var ticket = new NewTicket(title, description, priority, assigneeId);
        var created = await backend.CreateTicketAsync(ticket, IdempotencyKey.For(caller, idempotencyKey), cancellationToken);
        return budget.Check(created, ServerJsonContext.Default.Ticket);
    }
}
