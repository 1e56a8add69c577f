namespace McpAspire.MockBackend.Tickets;

/// <summary>What became of a request to create a ticket.</summary>
internal enum TicketOutcome
{
    Created,

    /// <summary>The same request had created it before.</summary>
    Replayed,

    /// <summary>Another request had used the idempotency key before.</summary>
    KeyReused,

    UnknownAssignee,
}
