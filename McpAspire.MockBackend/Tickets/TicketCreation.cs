namespace McpAspire.MockBackend.Tickets;

/// <summary>The outcome of a request to create or change a ticket, and the ticket as written, if there is one.</summary>
internal sealed record TicketCreation(TicketOutcome Outcome, Ticket? Ticket = null);

internal enum TicketOutcome
{
    Created,

    /// <summary>The same request created the ticket before.</summary>
    Replayed,

    /// <summary>The idempotency key was used with another request.</summary>
    KeyReused,

    UnknownAssignee,

    /// <summary>There is no ticket to change.</summary>
    NotFound,
}
