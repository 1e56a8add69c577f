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
    [Description("Creates a support ticket. It is open, and unassigned unless assignee_id is given. "
        + "Calls with the same idempotency_key create one ticket.")]
    public async Task<Ticket> CallAsync(
        [Description("One line of printable text that says what it is about.")]
        [Required]
        [StringLength(200, MinimumLength = 1)]
        string title,

        [Description("The whole text; may have several lines.")]
        [Required]
        [StringLength(5000, MinimumLength = 10)]
        string description,

        [Description("How urgent it is.")]
        TicketPriority priority = TicketPriority.Medium,

        [AIParameterName("assignee_id")]
        [Description("Identifier of the user to assign it to.")]
        [StringLength(ArgumentRules.IdentifierLength, MinimumLength = 1)]
        [RegularExpression(ArgumentRules.Identifier)]
        string? assigneeId = null,

        [AIParameterName("idempotency_key")]
        [Description("A name for this ticket, e.g. a UUID, so that the call can be repeated safely: "
            + "the same key and content return the first ticket; the same key with other content is refused.")]
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
