using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Store;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Tickets;

/// <summary>Reads and creates tickets.</summary>
internal sealed class TicketStore(Database database, TimeProvider time)
{
    private const string Columns = "id, title, description, priority, status, created_at, updated_at, assignee_id";

    public async Task<TicketPage> ListAsync(TicketStatus? status, int skip, int limit, CancellationToken cancellationToken)
    {
        var where = status is null ? "" : " WHERE status = $status";
        var wanted = ("$status", (object?)(status is { } value ? WireNames<TicketStatus>.Of(value) : null));
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var snapshot = connection.BeginSnapshot();
        var total = await connection.CountAsync($"SELECT COUNT(*) FROM tickets{where}", cancellationToken, wanted);
        await using var command = connection.Command(
            $"SELECT {Columns} FROM tickets{where} ORDER BY created_at DESC, number LIMIT $limit OFFSET $skip",
            wanted,
            ("$limit", limit),
            ("$skip", skip));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tickets = new List<Ticket>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tickets.Add(Read(reader));
        }

        return new TicketPage(total, tickets, skip, limit);
    }

    public async Task<Ticket?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command($"SELECT {Columns} FROM tickets WHERE id = $id", ("$id", id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    /// <summary>Creates a ticket with the next number. Answers null, and creates none, when the assignee does not exist.</summary>
    public Task<Ticket?> CreateAsync(CreateTicketRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, cancellation) => InsertAsync(connection, request, Timestamp.Format(time.GetUtcNow()), cancellation), cancellationToken);

    private static async Task<Ticket?> InsertAsync(SqliteConnection connection, CreateTicketRequest request, string now, CancellationToken cancellationToken)
    {
        if (request.AssigneeId is { } assignee
            && await connection.CountAsync("SELECT COUNT(*) FROM users WHERE id = $id", cancellationToken, ("$id", assignee)) == 0)
        {
            return null;
        }

        await using var command = connection.Command(
            $"""
            INSERT INTO tickets (title, description, priority, status, assignee_id, created_at, updated_at)
            VALUES ($title, $description, $priority, $status, $assignee, $now, $now)
            RETURNING {Columns}
            """,
            ("$title", request.Title),
            ("$description", request.Description),
            ("$priority", WireNames<TicketPriority>.Of(request.Priority)),
            ("$status", WireNames<TicketStatus>.Of(TicketStatus.Open)),
            ("$assignee", request.AssigneeId),
            ("$now", now));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return Read(reader);
    }

    private static Ticket Read(SqliteDataReader reader) =>
        new(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            WireNames<TicketPriority>.Parse(reader.GetString(3)),
            WireNames<TicketStatus>.Parse(reader.GetString(4)),
            reader.GetTimestamp(5),
            reader.GetTimestamp(6),
            reader.GetNullableString(7));
}
