namespace McpAspire.MockBackend.Seeding;

/// <summary>A kind of ticket, with placeholders that have the same values in title and description.</summary>
internal sealed record TicketTemplate(string Title, string Description)
{
    public static IReadOnlyList<string> Apps { get; } =
    [
        "the expense portal", "the CRM", "the data warehouse", "the wiki", "the payroll system", "the build server",
        "the booking tool", "the order desk", "the ticket queue", "the HR portal",
    ];

    public static IReadOnlyList<string> Sites { get; } =
    [
        "Berlin", "Lyon", "Kraków", "Lagos", "Bengaluru", "Tokyo", "Singapore", "São Paulo", "Toronto", "Stockholm",
        "Madrid", "Dubai",
    ];

    public static IReadOnlyList<string> Devices { get; } =
    [
        "laptop", "docking station", "monitor", "desk phone", "label printer", "barcode scanner",
        "meeting-room display", "tablet",
    ];

    public static IReadOnlyList<string> Teams { get; } =
    [
        "Finance", "Sales", "Logistics", "Marketing", "Legal", "Engineering", "Human Resources", "Customer Support",
    ];

    public static IReadOnlyList<string> Codes { get; } =
    [
        "HTTP 502", "HTTP 403", "AADSTS50076", "ERR_CONNECTION_RESET", "0x80070005", "ORA-12541",
        "TLS handshake timeout", "SQLSTATE 40001",
    ];

    /// <summary>The templates in <c>tickets.txt</c>: a title and a description, each on a line of its own.</summary>
    public static IReadOnlyList<TicketTemplate> All { get; } =
        [.. ReadLines().Chunk(2).Select(static lines => new TicketTemplate(lines[0], lines[1]))];

    private static IEnumerable<string> ReadLines()
    {
        using var reader = new StreamReader(typeof(TicketTemplate).Assembly.GetManifestResourceStream("tickets.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
