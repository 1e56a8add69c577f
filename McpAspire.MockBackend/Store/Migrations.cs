namespace McpAspire.MockBackend.Store;

/// <summary>The steps to the current schema. A file's schema version is its number of steps; released steps never change.</summary>
internal static class Migrations
{
    /// <summary>The schema version of this program.</summary>
    public static int CurrentVersion => Steps.Count;

    public static IReadOnlyList<string> Steps { get; } = [CreateTables, CreateIdempotencyKeys, CreateBulkNumbers, AddCreators];

    private const string CreateTables = """
        CREATE TABLE users (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            email TEXT NOT NULL UNIQUE,
            department TEXT NOT NULL,
            title TEXT NOT NULL,
            location TEXT NOT NULL,
            manager_id TEXT REFERENCES users (id),
            phone TEXT,
            active INTEGER NOT NULL CHECK (active IN (0, 1)),
            created_at TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE tickets (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL GENERATED ALWAYS AS (printf('T-%06d', number)) VIRTUAL UNIQUE,
            title TEXT NOT NULL,
            description TEXT NOT NULL,
            priority TEXT NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'critical')),
            status TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'closed')),
            assignee_id TEXT REFERENCES users (id),
            created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL
        );
        CREATE INDEX tickets_newest ON tickets (created_at DESC, number);
        CREATE INDEX tickets_newest_of_status ON tickets (status, created_at DESC, number);

        CREATE TABLE products (
            sku TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            category TEXT NOT NULL,
            unit_price REAL NOT NULL CHECK (unit_price > 0),
            currency TEXT NOT NULL,
            stock INTEGER NOT NULL CHECK (stock >= 0),
            discontinued INTEGER NOT NULL CHECK (discontinued IN (0, 1)),
            introduced_at TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE orders (
            order_id INTEGER PRIMARY KEY,
            customer TEXT NOT NULL,
            sku TEXT NOT NULL REFERENCES products (sku),
            product TEXT NOT NULL,
            region TEXT NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity > 0),
            unit_price REAL NOT NULL,
            currency TEXT NOT NULL,
            express INTEGER NOT NULL CHECK (express IN (0, 1)),
            status TEXT NOT NULL,
            ordered_at TEXT NOT NULL
        );
        """;

    // The ticket as created: a replay returns it even if the ticket has changed since.
    private const string CreateIdempotencyKeys = """
        CREATE TABLE idempotency_keys (
            caller TEXT NOT NULL,
            key TEXT NOT NULL,
            request_hash TEXT NOT NULL,
            ticket TEXT NOT NULL,
            created_at TEXT NOT NULL,
            PRIMARY KEY (caller, key)
        ) WITHOUT ROWID;
        CREATE INDEX idempotency_keys_oldest ON idempotency_keys (created_at);
        """;

    // The keys of the generated dataset; rows are computed from them. Empty unless a setting asks for rows.
    private const string CreateBulkNumbers = "CREATE TABLE bulk_numbers (id INTEGER PRIMARY KEY);";

    // An object id of the identity provider; unlike assignee_id, it refers to no row.
    private const string AddCreators = "ALTER TABLE tickets ADD COLUMN created_by TEXT;";
}
