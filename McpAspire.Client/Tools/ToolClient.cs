using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Tools;

/// <summary>
/// One method per tool. Each throws <see cref="ToolCallException"/> if the tool fails, <see cref="UnreadableResultException"/> if its
/// answer does not
/// fit, <see cref="TimeoutException"/> if there is none in time, and what the connection throws if it is lost.
/// </summary>
/// <param name="call">Calls a tool over the connection.</param>
internal sealed class ToolClient(Func<CallToolRequestParams, CancellationToken, Task<CallToolResult>> call)
{
    public Task<UserProfile> GetUserProfileAsync(
        string userId, bool includeDetails = false, CancellationToken cancellationToken = default) =>
        CallAsync(
            ToolNames.GetUserProfile,
            new() { ["user_id"] = userId, ["include_details"] = includeDetails },
            ClientJsonContext.Default.UserProfile,
            cancellationToken);

    public Task<Page<UserProfile>> ListUsersAsync(int skip = 0, int limit = 10, CancellationToken cancellationToken = default) =>
        CallAsync(
            ToolNames.ListUsers,
            new() { ["skip"] = skip, ["limit"] = limit },
            ClientJsonContext.Default.PageUserProfile,
            cancellationToken);

    /// <param name="title">One line that says what it is about.</param>
    /// <param name="description">The whole text.</param>
    /// <param name="priority">How urgent it is.</param>
    /// <param name="assigneeId">The user to assign it to.</param>
    /// <param name="idempotencyKey">
    /// A name of this ticket's own: further calls with the same name and content get the first ticket. Without one, a repeated call may
    /// create a second ticket.
    /// </param>
    /// <param name="cancellationToken">Ends the call; the ticket may have been created by then.</param>
    public Task<Ticket> CreateTicketAsync(
        string title,
        string description,
        TicketPriority priority = TicketPriority.Medium,
        string? assigneeId = null,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default) =>
        CallAsync(
            ToolNames.CreateTicket,
            new()
            {
                ["title"] = title,
                ["description"] = description,
                ["priority"] = priority,
                ["assignee_id"] = assigneeId,
                ["idempotency_key"] = idempotencyKey,
            },
            ClientJsonContext.Default.Ticket,
            cancellationToken);

    public Task<Page<Ticket>> ListTicketsAsync(
        TicketStatus? status = null, int skip = 0, int limit = 10, CancellationToken cancellationToken = default) =>
        CallAsync(
            ToolNames.ListTickets,
            new() { ["status"] = status, ["skip"] = skip, ["limit"] = limit },
            ClientJsonContext.Default.PageTicket,
            cancellationToken);

    /// <param name="dataset">The dataset's name.</param>
    /// <param name="filters">Conditions that rows must meet: <c>field: value</c> or <c>field: {op: value}</c>.</param>
    /// <param name="skip">How many matching rows to pass over.</param>
    /// <param name="limit">The most rows to return.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DatasetRows> QueryDataAsync(
        string dataset,
        IReadOnlyDictionary<string, JsonElement>? filters = null,
        int skip = 0,
        int limit = 100,
        CancellationToken cancellationToken = default) =>
        CallAsync(
            ToolNames.QueryData,
            new() { ["dataset"] = dataset, ["filters"] = filters, ["skip"] = skip, ["limit"] = limit },
            ClientJsonContext.Default.DatasetRows,
            cancellationToken);

    private async Task<T> CallAsync<T>(
        string tool, Dictionary<string, object?> arguments, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        // An argument that is absent takes the tool's default; null would be a value.
        var given = arguments.Where(argument => argument.Value is not null)
            .ToDictionary(argument => argument.Key, argument => ToJson(argument.Value!));
        var result = await call(new() { Name = tool, Arguments = given }, cancellationToken);
        return ToolResultReader.Read(tool, result, type);
    }

    private static JsonElement ToJson(object value) => value is IReadOnlyDictionary<string, JsonElement> filters
        ? JsonSerializer.SerializeToElement(filters, ClientJsonContext.Default.IReadOnlyDictionaryStringJsonElement)
        : JsonSerializer.SerializeToElement(value, value.GetType(), ClientJsonContext.Default);
}
