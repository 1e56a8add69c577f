namespace McpAspire.MockBackend.Tickets;

/// <summary>The outcome of a request to create a ticket; the ticket as it was created, when there is one.</summary>
internal sealed record TicketCreation(TicketOutcome Outcome, Ticket? Ticket = null);
