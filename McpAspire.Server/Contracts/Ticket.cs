using System.ComponentModel;

namespace McpAspire.Server.Contracts;

/// <summary>A support ticket.</summary>
internal sealed record Ticket(
    [property: Description("Unique identifier of the ticket.")] string Id,
    [property: Description("One line that says what it is about.")] string Title,
    [property: Description("The whole text.")] string Description,
    [property: Description("How urgent it is.")] TicketPriority Priority,
    [property: Description("Where it stands.")] TicketStatus Status,
    [property: Description("When it was created, ISO 8601 in UTC.")] DateTimeOffset CreatedAt,
    [property: Description("When it was last changed, ISO 8601 in UTC.")] DateTimeOffset UpdatedAt,
    [property: Description("Identifier of the user it is assigned to; absent if nobody.")] string? AssigneeId = null);
