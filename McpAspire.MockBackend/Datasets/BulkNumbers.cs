using McpAspire.MockBackend.Store;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The keys of the generated dataset.</summary>
internal static class BulkNumbers
{
    /// <summary>Adds those that are missing up to <paramref name="last" />. None is deleted: another process on the same file may have more rows.</summary>
    public static Task AddAsync(Database database, int last, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, cancellation) =>
            {
                await using var command = connection.Command(
                    """
                    INSERT OR IGNORE INTO bulk_numbers
                    WITH RECURSIVE numbers (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbers WHERE id < $last) SELECT id FROM numbers
                    """,
                    ("$last", last));
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);
}
