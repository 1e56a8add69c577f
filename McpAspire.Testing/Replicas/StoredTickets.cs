namespace McpAspire.Testing.Replicas;

/// <summary>The tickets in the backend compared with those that callers received.</summary>
/// <param name="Count">How many the backend stores.</param>
/// <param name="Duplicates">How many were stored beyond the first of a write.</param>
/// <param name="Mismatches">How many a caller received that are not stored, or that are stored without a caller's knowledge.</param>
internal sealed record StoredTickets(int Count, int Duplicates, int Mismatches)
{
    /// <summary>What must not happen, in words.</summary>
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
