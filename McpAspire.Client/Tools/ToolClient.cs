using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Tools;

/// <summary>
/// One method per tool. Each throws <see cref="ToolCallException"/> for a tool error, <see cref="UnreadableResultException"/> for an
/// invalid result, <see cref="TimeoutException"/> after the timeout, and the exceptions of a lost connection.
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

    /// <param name="title">The subject.</param>
    /// <param name="description">The full description.</param>
    /// <param name="priority">The priority.</param>
    /// <param name="assigneeId">The assignee.</param>
    /// <param name="idempotencyKey">
    /// A unique key: further calls with the same key and content return the first ticket. Without it, a repeated call may create a second
    /// ticket.
    /// </param>
    /// <param name="cancellationToken">Cancels the call; the ticket may already exist.</param>
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
    /// <param name="skip">Number of matching rows to skip.</param>
    /// <param name="limit">Maximum number of rows to return.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
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
        // A missing argument has the tool's default; null would be a value.
        var given = arguments.Where(argument => argument.Value is not null)
            .ToDictionary(argument => argument.Key, argument => ToJson(argument.Value!));
        var result = await call(new() { Name = tool, Arguments = given }, cancellationToken);
        return ToolResultReader.Read(tool, result, type);
    }

    private static JsonElement ToJson(object value) => value is IReadOnlyDictionary<string, JsonElement> filters
        ? JsonSerializer.SerializeToElement(filters, ClientJsonContext.Default.IReadOnlyDictionaryStringJsonElement)
        : JsonSerializer.SerializeToElement(value, value.GetType(), ClientJsonContext.Default);
}
