using System.Text.Json;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Tickets;

/// <summary>The idempotency keys in use. Each method runs in the transaction that creates the ticket.</summary>
internal sealed class IdempotencyKeys(IOptions<IdempotencyOptions> options, TimeProvider time)
{
    /// <summary>Maximum expired keys that one request deletes: more than it adds, and few enough to be cheap.</summary>
    public const int ExpiredBatch = 100;

    /// <summary>Deletes the oldest expired keys, and <paramref name="key" /> if it has expired.</summary>
    public async Task DeleteExpiredAsync(SqliteConnection connection, IdempotencyKey key, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            """
            DELETE FROM idempotency_keys WHERE caller = $caller AND key = $key AND created_at <= $expired;
            DELETE FROM idempotency_keys WHERE (caller, key) IN
                (SELECT caller, key FROM idempotency_keys WHERE created_at <= $expired ORDER BY created_at LIMIT $batch);
            """,
            ("$caller", key.Caller),
            ("$key", key.Value),
            ("$expired", Timestamp.Format(time.GetUtcNow() - options.Value.KeyLifetime)),
            ("$batch", ExpiredBatch));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The hash of the request that used the key, and the ticket that it created; null for a new key.</summary>
    public static async Task<(string RequestHash, Ticket Ticket)?> FindAsync(
        SqliteConnection connection, IdempotencyKey key, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "SELECT request_hash, ticket FROM idempotency_keys WHERE caller = $caller AND key = $key",
            ("$caller", key.Caller),
            ("$key", key.Value));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetString(0), JsonSerializer.Deserialize(reader.GetString(1), TicketJsonContext.Default.Ticket)!)
            : null;
    }

    public static async Task AddAsync(
        SqliteConnection connection, IdempotencyKey key, string requestHash, Ticket ticket, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "INSERT INTO idempotency_keys (caller, key, request_hash, ticket, created_at) VALUES ($caller, $key, $hash, $ticket, $created)",
            ("$caller", key.Caller),
            ("$key", key.Value),
            ("$hash", requestHash),
            ("$ticket", JsonSerializer.Serialize(ticket, TicketJsonContext.Default.Ticket)),
            ("$created", Timestamp.Format(ticket.CreatedAt)));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
