namespace McpAspire.Testing.Replicas;

/// <summary>The tickets in the backend compared with those that callers received.</summary>
/// <param name="Count">Number of stored tickets.</param>
/// <param name="Duplicates">Number of additional tickets of one write.</param>
/// <param name="Mismatches">Number of tickets that a caller received but the backend does not store, or the reverse.</param>
internal sealed record StoredTickets(int Count, int Duplicates, int Mismatches)
{
    /// <summary>The violated guarantees, in words.</summary>
    public IEnumerable<string> Problems =>
    [
        .. Count == 0 ? ["no ticket is stored"] : Array.Empty<string>(),
        .. Duplicates > 0 ? [$"{Duplicates} tickets are stored twice"] : Array.Empty<string>(),
        .. Mismatches > 0 ? [$"{Mismatches} tickets differ from what callers received"] : Array.Empty<string>(),
    ];

    /// <param name="stored">Titles and ids in the backend.</param>
    /// <param name="received">Titles and ids that callers received.</param>
    public static StoredTickets Compare(
        IReadOnlyCollection<KeyValuePair<string, string>> stored, IReadOnlyCollection<KeyValuePair<string, string>> received) => new(
        stored.Count,
        stored.Count - stored.DistinctBy(static ticket => ticket.Key).Count(),
        stored.Except(received).Count() + received.Except(stored).Count());
}
