using System.Security.Cryptography;
using System.Text.Json;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Store;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Tickets;

/// <summary>Reads, creates and changes tickets.</summary>
internal sealed class TicketStore(Database database, IdempotencyKeys keys, TimeProvider time)
{
    private const string Columns = "id, title, description, priority, status, created_at, updated_at, assignee_id, created_by";

    public async Task<TicketPage> ListAsync(TicketStatus? status, int skip, int limit, CancellationToken cancellationToken)
    {
        var where = status is null ? "" : " WHERE status = $status";
        var parameter = ("$status", (object?)(status is { } value ? WireNames<TicketStatus>.Of(value) : null));
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var snapshot = connection.BeginSnapshot();
        var total = await connection.CountAsync($"SELECT COUNT(*) FROM tickets{where}", cancellationToken, parameter);
        await using var command = connection.Command(
            $"SELECT {Columns} FROM tickets{where} ORDER BY created_at DESC, number LIMIT $limit OFFSET $skip",
            parameter,
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

    /// <summary>Creates a ticket with the next number, or none if the key was used before.</summary>
    /// <param name="request">The ticket.</param>
    /// <param name="creator">The object id of the user or application that creates it; null if the API is open.</param>
    /// <param name="key">The key of the request; null for none.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    public Task<TicketCreation> CreateAsync(
        CreateTicketRequest request, string? creator, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        return database.WriteAsync(
            (connection, cancellation) => key is null
                ? WriteAsync(connection, cancellation)
                : OnceAsync(connection, HashOf(request), key, () => WriteAsync(connection, cancellation), cancellation),
            cancellationToken);

        Task<TicketCreation> WriteAsync(SqliteConnection connection, CancellationToken cancellation)
        {
            return InsertAsync(connection, request, creator, cancellation);
        }
    }

    /// <summary>Changes the status of a ticket, or returns the ticket as the same key changed it before.</summary>
    public Task<TicketCreation> ChangeStatusAsync(
        string id, ChangeStatusRequest request, IdempotencyKey? key, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, cancellation) => key is null
            ? UpdateAsync(connection, id, request.Status, cancellation)
            : OnceAsync(
                connection, $"{id} {request.Status}", key, () => UpdateAsync(connection, id, request.Status, cancellation), cancellation),
        cancellationToken);

    private async Task<TicketCreation> OnceAsync(
        SqliteConnection connection, string hash, IdempotencyKey key, Func<Task<TicketCreation>> write, CancellationToken cancellationToken)
    {
        await keys.DeleteExpiredAsync(connection, key, cancellationToken);
        if (await IdempotencyKeys.FindAsync(connection, key, cancellationToken) is var (usedFor, ticket))
        {
            return usedFor == hash ? new TicketCreation(TicketOutcome.Replayed, ticket) : new TicketCreation(TicketOutcome.KeyReused);
        }

        var creation = await write();
        if (creation.Ticket is { } created)
        {
            await IdempotencyKeys.AddAsync(connection, key, hash, created, cancellationToken);
        }

        return creation;
    }

    // Computed from the request as read, so that white space, field order and explicit defaults do not matter.
    private static string HashOf(CreateTicketRequest request) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(request, TicketJsonContext.Default.CreateTicketRequest)));

    private async Task<TicketCreation> InsertAsync(
        SqliteConnection connection, CreateTicketRequest request, string? creator, CancellationToken cancellationToken)
    {
        if (request.AssigneeId is { } assignee
            && await connection.CountAsync("SELECT COUNT(*) FROM users WHERE id = $id", cancellationToken, ("$id", assignee)) == 0)
        {
            return new TicketCreation(TicketOutcome.UnknownAssignee);
        }

        await using var command = connection.Command(
            $"""
            INSERT INTO tickets (title, description, priority, status, assignee_id, created_by, created_at, updated_at)
            VALUES ($title, $description, $priority, $status, $assignee, $creator, $now, $now)
            RETURNING {Columns}
            """,
            ("$title", request.Title),
            ("$description", request.Description),
            ("$priority", WireNames<TicketPriority>.Of(request.Priority)),
            ("$status", WireNames<TicketStatus>.Of(TicketStatus.Open)),
            ("$assignee", request.AssigneeId),
            ("$creator", creator),
            ("$now", Timestamp.Format(time.GetUtcNow())));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new TicketCreation(TicketOutcome.Created, Read(reader));
    }

    private async Task<TicketCreation> UpdateAsync(
        SqliteConnection connection, string id, TicketStatus status, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"UPDATE tickets SET status = $status, updated_at = $now WHERE id = $id RETURNING {Columns}",
            ("$status", WireNames<TicketStatus>.Of(status)),
            ("$now", Timestamp.Format(time.GetUtcNow())),
            ("$id", id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new TicketCreation(TicketOutcome.Created, Read(reader))
            : new TicketCreation(TicketOutcome.NotFound);
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
            reader.GetNullableString(7),
            reader.GetNullableString(8));
}
