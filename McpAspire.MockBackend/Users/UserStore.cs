using McpAspire.MockBackend.Store;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Users;

/// <summary>Reads users.</summary>
internal sealed class UserStore(Database database)
{
    public async Task<UserPage> ListAsync(int skip, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var snapshot = connection.BeginSnapshot();
        var total = await connection.CountAsync("SELECT COUNT(*) FROM users", cancellationToken);
        await using var command = connection.Command(
            "SELECT id, name, email, created_at FROM users ORDER BY id LIMIT $limit OFFSET $skip",
            ("$limit", limit),
            ("$skip", skip));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var users = new List<UserProfile>();
        while (await reader.ReadAsync(cancellationToken))
        {
            users.Add(Read(reader));
        }

        return new UserPage(total, users, skip, limit);
    }

    public async Task<UserProfile?> FindAsync(string id, bool withDetails, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT id, name, email, created_at, department, title, location, active, manager_id, phone FROM users WHERE id = $id",
            ("$id", id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? Read(reader) with { Details = withDetails ? ReadDetails(reader) : null }
            : null;
    }

    private static UserProfile Read(SqliteDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetTimestamp(3));

    private static UserDetails ReadDetails(SqliteDataReader reader) => new(
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetBoolean(7),
        reader.GetNullableString(8),
        reader.GetNullableString(9));
}
