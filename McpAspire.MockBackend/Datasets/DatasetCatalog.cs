using Microsoft.Extensions.Options;
using static McpAspire.MockBackend.Datasets.ColumnType;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The datasets. Tables and columns that are not listed here cannot be read.</summary>
internal sealed class DatasetCatalog(IOptions<DatasetOptions> options)
{
    /// <summary>The datasets stored in tables.</summary>
    public static IReadOnlyList<DatasetDefinition> Stored { get; } =
    [
        new("orders", "Customer orders, one row per order line.", "orders", "order_id",
        [
            new("order_id", Integer, "Number of the order; the key."),
            new("customer", Text, "Company that ordered."),
            new("sku", Text, "Product ordered; key of the dataset products."),
            new("product", Text, "Name of the product when it was ordered."),
            new("region", Text, "Sales region: AMER, EMEA, LATAM or APAC."),
            new("quantity", Integer, "Pieces ordered."),
            new("unit_price", Number, "Price of one piece, in the currency of the order."),
            new("currency", Text, "ISO 4217 code."),
            new("express", ColumnType.Boolean, "Whether express delivery was paid for."),
            new("status", Text, "pending, shipped, delivered, returned or cancelled."),
            new("ordered_at", Timestamp, "When the order came in, in UTC."),
        ]),
        new("products", "What can be ordered, with list prices and stock.", "products", "sku",
        [
            new("sku", Text, "Article number; the key."),
            new("name", Text, "Name of the product."),
            new("category", Text, "Product category."),
            new("unit_price", Number, "List price of one piece."),
            new("currency", Text, "ISO 4217 code of the list price."),
            new("stock", Integer, "Pieces in stock."),
            new("discontinued", ColumnType.Boolean, "Whether it is no longer made."),
            new("introduced_at", Timestamp, "When it was first sold, in UTC."),
        ]),
        new("tickets", "Tickets of the service desk, without their descriptions.", "tickets", "number",
        [
            new("id", Text, "Id of the ticket."),
            new("title", Text, "What it is about."),
            new("priority", Text, "low, medium, high or critical."),
            new("status", Text, "open, in_progress or closed."),
            new("assignee_id", Text, "User who works on it; absent when nobody does."),
            new("created_at", Timestamp, "When it was created, in UTC."),
            new("updated_at", Timestamp, "When it was last changed, in UTC."),
        ]),
        new("users", "The staff directory.", "users", "id",
        [
            new("id", Text, "Id of the user; the key."),
            new("name", Text, "Full name."),
            new("email", Text, "E-mail address."),
            new("department", Text, "Department."),
            new("title", Text, "Job title."),
            new("location", Text, "City and country of the office."),
            new("manager_id", Text, "The user's manager; absent for the head of a department."),
            new("active", ColumnType.Boolean, "Whether the user still works here."),
            new("created_at", Timestamp, "When the user was created, in UTC."),
        ]),
    ];

    /// <summary>All datasets, by name.</summary>
    public IReadOnlyList<DatasetDefinition> All { get; } = options.Value.BulkRows > 0 ? [Bulk(options.Value.BulkRows), .. Stored] : Stored;

    public DatasetDefinition? Find(string name) =>
        All.FirstOrDefault(dataset => string.Equals(dataset.Name, name, StringComparison.Ordinal));

    // The text is computed per row: the hash of the number, 125 times, 1000 characters.
    private static DatasetDefinition Bulk(int rows) => new(
        "bulk",
        "Generated rows of about 1 KB, for tests with much data.",
        $"""
        (SELECT id, replace(hex(zeroblob(125)), '00', printf('%08x', id * 2654435761 & 4294967295)) AS text
        FROM bulk_numbers WHERE id <= {rows})
        """,
        "id",
        [
            new("id", Integer, "Number of the row, from 1; the key."),
            new("text", Text, "1000 characters, the same for the same number."),
        ]);
}
