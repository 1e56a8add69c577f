using McpAspire.Client.Tools;
using McpAspire.ServiceDefaults.Privacy;

namespace McpAspire.Client.Worker;

internal sealed partial class WorkerRound
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "list_users: {Count} of {Total} users")]
        public static partial void UsersListed(ILogger logger, int count, int total);

        [LoggerMessage(2, LogLevel.Information, "get_user_profile: {User}, {Details} details")]
        public static partial void UserRead(ILogger logger, PersonalData user, int details);

        [LoggerMessage(3, LogLevel.Information, "list_tickets: {Count} of {Total} tickets, the first is {TicketId}")]
        public static partial void TicketsListed(ILogger logger, int count, int total, string? ticketId);

        [LoggerMessage(4, LogLevel.Information, "query_data: {Count} of {Total} rows of {Dataset}")]
        public static partial void RowsRead(ILogger logger, int count, int total, string dataset);

        [LoggerMessage(5, LogLevel.Information, "create_ticket: ticket {TicketId} is {Status}")]
        public static partial void TicketCreated(ILogger logger, string ticketId, TicketStatus status);

        [LoggerMessage(
            6, LogLevel.Warning, "{Tool} failed: {Error}, {Code}, reason {Reason}, retryable {Retryable}, trace id {ServerTraceId}")]
        public static partial void ToolFailed(
            ILogger logger, string tool, string error, string code, string? reason, bool retryable, string? serverTraceId);

        [LoggerMessage(7, LogLevel.Warning, "The result of {Tool} cannot be read: {Problem}")]
        public static partial void ResultUnreadable(ILogger logger, string tool, string problem);
    }
}
