using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using McpAspire.Client.Terminal;
using McpAspire.Client.Tools;
using McpAspire.ServiceDefaults.Privacy;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Worker;

/// <summary>
/// Calls each tool once, with the arguments of the documented examples, and logs ids and counts of the results, but no names, addresses or
/// texts.
/// </summary>
internal sealed partial class WorkerRound(IOptions<WorkerOptions> options, ILogger<WorkerRound> logger)
{
    /// <summary>The user of the documented examples.</summary>
    private const string ExampleUserId = "123";

    private const string ExampleDataset = "users";

    private const int MaxLoggedText = 200;

    // Gives the log lines of a round the trace id of its calls.
    private static readonly ActivitySource Source = new(TelemetryExtensions.MeterName);

    /// <summary>The tools that a round calls.</summary>
    public IReadOnlyList<string> Tools { get; } = options.Value.CreateTickets
        ? [.. ToolNames.ReadOnly, ToolNames.CreateTicket]
        : ToolNames.ReadOnly;

    /// <summary>Runs one round. Failed calls and invalid results are logged and do not stop it; a lost connection does.</summary>
    public async Task RunAsync(UsableTools usable, CancellationToken cancellationToken)
    {
        using var span = Source.StartActivity("worker round");
        var firstId = await ListUsersAsync(usable, cancellationToken);
        await GetUserProfileAsync(usable, ExampleUserId, cancellationToken);
        if (firstId is not (null or ExampleUserId))
        {
            await GetUserProfileAsync(usable, firstId, cancellationToken);
        }

        await ListTicketsAsync(usable, cancellationToken);
        await QueryDataAsync(usable, cancellationToken);
        if (options.Value.CreateTickets)
        {
            await CreateTicketAsync(usable, cancellationToken);
        }
    }

    private async Task<string?> ListUsersAsync(UsableTools usable, CancellationToken cancellationToken)
    {
        var page = await TryAsync(usable, ToolNames.ListUsers, tools => tools.ListUsersAsync(cancellationToken: cancellationToken));
        if (page is null)
        {
            return null;
        }

        Log.UsersListed(logger, page.Items.Count, page.Total);
        return page.Items is [{ Id: var id }, ..] ? id : null;
    }

    private async Task GetUserProfileAsync(UsableTools usable, string userId, CancellationToken cancellationToken)
    {
        var user = await TryAsync(
            usable, ToolNames.GetUserProfile, tools => tools.GetUserProfileAsync(userId, includeDetails: true, cancellationToken));
        if (user is not null)
        {
            Log.UserRead(logger, new(user.Id), user.Details?.Count ?? 0);
        }
    }

    private async Task ListTicketsAsync(UsableTools usable, CancellationToken cancellationToken)
    {
        var page = await TryAsync(usable, ToolNames.ListTickets, tools => tools.ListTicketsAsync(cancellationToken: cancellationToken));
        if (page is not null)
        {
            Log.TicketsListed(logger, page.Items.Count, page.Total, Clean(page.Items is [{ Id: var id }, ..] ? id : null));
        }
    }

    private async Task QueryDataAsync(UsableTools usable, CancellationToken cancellationToken)
    {
        var rows = await TryAsync(
            usable, ToolNames.QueryData, tools => tools.QueryDataAsync(ExampleDataset, cancellationToken: cancellationToken));
        if (rows is not null)
        {
            Log.RowsRead(logger, rows.Rows, rows.Total, Clean(rows.Dataset));
        }
    }

    private async Task CreateTicketAsync(UsableTools usable, CancellationToken cancellationToken)
    {
        var ticket = await TryAsync(usable, ToolNames.CreateTicket, tools => tools.CreateTicketAsync(
            "Example ticket", "Created by the worker because Worker:CreateTickets is "
                + "true.", TicketPriority.Low, cancellationToken: cancellationToken));
        if (ticket is not null)
        {
            Log.TicketCreated(logger, Clean(ticket.Id), ticket.Status);
        }
    }

    /// <returns><see langword="null"/> if the tool cannot be used, if it failed, or if its result cannot be read.</returns>
    private async Task<T?> TryAsync<T>(UsableTools usable, string tool, Func<ToolClient, Task<T>> call)
        where T : class
    {
        if (!usable.Names.Contains(tool))
        {
            return null;
        }

        try
        {
            return await call(usable.Client);
        }
        catch (ToolCallException exception)
        {
            var (error, details) = (exception.Error, exception.Error.Details);
            Log.ToolFailed(
                logger, tool, Clean(error.Error), Clean(error.Code), Clean(details.Reason), error.Retryable, Clean(details.TraceId));
            return null;
        }
        catch (UnreadableResultException exception)
        {
            Log.ResultUnreadable(logger, tool, exception.Problem);
            return null;
        }
    }

    /// <summary>Text of the server, safe for a terminal.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Clean(string? text) => text is null ? null : SafeText.Line(text, MaxLoggedText);

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
