using McpAspire.MockBackend.Store;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The keys of the generated dataset.</summary>
internal static class BulkNumbers
{
    /// <summary>Adds the missing keys. None is deleted: another process on the same file may have more rows.</summary>
    public static async Task AddAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<DatasetOptions>>().ValueOrNull() is not { BulkRows: > 0 and var rows })
        {
            return;
        }

        await services.GetRequiredService<Database>().WriteAsync(
            async (connection, cancellation) =>
            {
                await using var command = connection.Command(
                    """
                    INSERT OR IGNORE INTO bulk_numbers
                    WITH RECURSIVE numbers (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbers WHERE id < $last) SELECT id FROM numbers
                    """,
                    ("$last", rows));
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);
    }
}
