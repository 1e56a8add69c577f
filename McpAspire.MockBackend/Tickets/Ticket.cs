namespace McpAspire.MockBackend.Tickets;

/// <summary>A ticket of the service desk.</summary>
/// <param name="Id">The unique id, such as <c>T-001234</c>.</param>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Description">What is wrong or wanted.</param>
/// <param name="Priority">How urgent it is.</param>
/// <param name="Status">How far the work is.</param>
/// <param name="CreatedAt">When the ticket was created, in UTC.</param>
/// <param name="UpdatedAt">When the ticket was last changed, in UTC.</param>
/// <param name="AssigneeId">The id of the user who works on it; absent when nobody does.</param>
internal sealed record Ticket(
    string Id,
    string Title,
    string Description,
    TicketPriority Priority,
    TicketStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? AssigneeId = null);
