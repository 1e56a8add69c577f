namespace McpAspire.MockBackend.Tickets;

/// <summary>One page of tickets, newest first.</summary>
/// <param name="Total">How many tickets there are, of the status asked for.</param>
/// <param name="Items">The tickets of this page.</param>
/// <param name="Skip">How many tickets come before this page.</param>
/// <param name="Limit">The largest number of tickets asked for.</param>
internal sealed record TicketPage(long Total, IReadOnlyList<Ticket> Items, int Skip, int Limit);
