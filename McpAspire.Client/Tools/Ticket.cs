namespace McpAspire.Client.Tools;

/// <summary>A ticket, as <c>create_ticket</c> and <c>list_tickets</c> return it; <c>AssigneeId</c> is absent if unassigned.</summary>
internal sealed record Ticket(
    string Id,
    string Title,
    string Description,
    TicketPriority Priority,
    TicketStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? AssigneeId = null);
