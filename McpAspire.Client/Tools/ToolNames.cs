namespace McpAspire.Client.Tools;

/// <summary>The names of the tools that the client calls.</summary>
internal static class ToolNames
{
    public const string GetUserProfile = "get_user_profile";
    public const string ListUsers = "list_users";
    public const string CreateTicket = "create_ticket";
    public const string ListTickets = "list_tickets";
    public const string QueryData = "query_data";

    /// <summary>The read-only tools.</summary>
    public static readonly string[] ReadOnly = [ListUsers, GetUserProfile, ListTickets, QueryData];
}
