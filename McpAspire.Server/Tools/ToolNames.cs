namespace McpAspire.Server.Tools;

/// <summary>The tools' names on the wire.</summary>
internal static class ToolNames
{
    public const string GetUserProfile = "get_user_profile";
    public const string ListUsers = "list_users";
    public const string CreateTicket = "create_ticket";
    public const string ListTickets = "list_tickets";
    public const string QueryData = "query_data";

    public static IReadOnlyList<string> All { get; } = [GetUserProfile, ListUsers, CreateTicket, ListTickets, QueryData];
}
