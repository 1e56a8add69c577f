using McpAspire.Server.Contracts;

namespace McpAspire.Server.Backend;

/// <summary>A ticket to be created, as the backend takes it.</summary>
internal sealed record NewTicket(string Title, string Description, TicketPriority Priority, string? AssigneeId);
