namespace McpAspire.MockBackend.Entra;

/// <summary>The app roles of the API; also the names of its authorization policies.</summary>
internal static class AppRoles
{
    public const string UsersRead = "Users.Read";

    public const string TicketsRead = "Tickets.Read";

    public const string TicketsWrite = "Tickets.Write";

    public const string DataRead = "Data.Read";

    public static IReadOnlyList<string> All { get; } = [UsersRead, TicketsRead, TicketsWrite, DataRead];
}
