using System.Diagnostics;
using McpAspire.Client.Connection;
using McpAspire.Client.Tools;
using McpAspire.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Worker;

/// <summary>Calls each tool once, with the arguments of the documented examples, and logs what came back: ids and counts, no names, addresses or texts.</summary>
internal sealed partial class WorkerRound(IOptions<WorkerOptions> options, ILogger<WorkerRound> logger)
{
    /// <summary>The user of the documented examples.</summary>
    private const string ExampleUserId = "123";

    private const string ExampleDataset = "users";

    // So that the log lines of a round have the trace id of its calls.
    private static readonly ActivitySource Source = new(TelemetryExtensions.MeterName);

    /// <summary>The tools that a round calls.</summary>
    public IReadOnlyList<string> Tools { get; } = options.Value.CreateTickets ? [.. ToolNames.ReadOnly, ToolNames.CreateTicket] : ToolNames.ReadOnly;

    /// <summary>Runs one round. A call that fails, or whose result does not fit, is logged and does not end it; a lost connection does.</summary>
    public async Task RunAsync(McpConnection connection, CancellationToken cancellationToken)
    {
        using var span = Source.StartActivity("worker round");
        var firstId = await ListUsersAsync(connection, cancellationToken);
        await GetUserProfileAsync(connection, ExampleUserId, cancellationToken);
        if (firstId is not (null or ExampleUserId))
        {
            await GetUserProfileAsync(connection, firstId, cancellationToken);
        }

        await ListTicketsAsync(connection, cancellationToken);
        await QueryDataAsync(connection, cancellationToken);
        if (options.Value.CreateTickets)
        {
            await CreateTicketAsync(connection, cancellationToken);
        }
    }

    private async Task<string?> ListUsersAsync(McpConnection connection, CancellationToken cancellationToken)
    {
        var page = await TryAsync(connection, ToolNames.ListUsers, tools => tools.ListUsersAsync(cancellationToken: cancellationToken));
        if (page is null)
        {
            return null;
        }

        Log.UsersListed(logger, page.Items.Count, page.Total);
        return page.Items.Count > 0 ? page.Items[0].Id : null;
    }

    private async Task GetUserProfileAsync(McpConnection connection, string userId, CancellationToken cancellationToken)
    {
        var user = await TryAsync(connection, ToolNames.GetUserProfile, tools => tools.GetUserProfileAsync(userId, includeDetails: true, cancellationToken));
        if (user is not null)
        {
            Log.UserRead(logger, new(user.Id), user.Details?.Count ?? 0);
        }
    }

    private async Task ListTicketsAsync(McpConnection connection, CancellationToken cancellationToken)
    {
        var page = await TryAsync(connection, ToolNames.ListTickets, tools => tools.ListTicketsAsync(cancellationToken: cancellationToken));
        if (page is not null)
        {
            Log.TicketsListed(logger, page.Items.Count, page.Total, page.Items.Count > 0 ? page.Items[0].Id : null);
        }
    }

    private async Task QueryDataAsync(McpConnection connection, CancellationToken cancellationToken)
    {
        var rows = await TryAsync(connection, ToolNames.QueryData, tools => tools.QueryDataAsync(ExampleDataset, cancellationToken: cancellationToken));
        if (rows is not null)
        {
            Log.RowsRead(logger, rows.Rows, rows.Total, rows.Dataset);
        }
    }

    private async Task CreateTicketAsync(McpConnection connection, CancellationToken cancellationToken)
    {
        var ticket = await TryAsync(connection, ToolNames.CreateTicket, tools => tools.CreateTicketAsync(
            "Example ticket", "Created by the worker because Worker:CreateTickets is true.", TicketPriority.Low, cancellationToken: cancellationToken));
        if (ticket is not null)
        {
            Log.TicketCreated(logger, ticket.Id, ticket.Status);
        }
    }

    /// <returns><see langword="null"/> if the server does not offer the tool, if it failed, or if its result cannot be read.</returns>
    private async Task<T?> TryAsync<T>(McpConnection connection, string tool, Func<ToolClient, Task<T>> call)
        where T : class
    {
        if (!connection.Offers(tool))
        {
            return null;
        }

        try
        {
            return await call(connection.Tools);
        }
        catch (ToolCallException exception)
        {
            var (error, details) = (exception.Error, exception.Error.Details);
            Log.ToolFailed(logger, tool, error.Error, error.Code, details.Reason, error.Retryable, details.TraceId);
            return null;
        }
        catch (UnreadableResultException exception)
        {
            Log.ResultUnreadable(logger, tool, exception.Problem);
            return null;
        }
    }
}
