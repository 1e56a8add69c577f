using System.Globalization;
using System.Net;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Store;
using McpAspire.MockBackend.Tickets;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class IdempotencyKeyLifetimeTests : IDisposable
{
    private const string Request = """{"title":"T","description":"0123456789"}""";

    private readonly BackendDataDirectory _directory = new();
    private readonly ManualTime _time = new();

    public void Dispose()
    {
        _directory.Dispose();
    }

    [Theory]
    [InlineData(null, 24 * 3600)]
    [InlineData("00:00:10", 10)]
    public async Task A_key_can_be_reused_after_its_lifetime(string? setting, int seconds)
    {
        await using var backend = await StartAsync(setting);
        var first = await CreateAsync(backend, "key");
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        var replay = await CreateAsync(backend, "key");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var another = await CreateAsync(backend, "key", """{"title":"Another","description":"0123456789"}""");

        Assert.Equal(first, replay);
        Assert.NotEqual(first, another);
    }

    [Fact]
    public async Task Expired_keys_are_deleted_in_batches()
    {
        await using var backend = await StartAsync();
        await using var connection = await backend.Services.GetRequiredService<Database>().OpenAsync(Cancellation);
        await using (var insert = connection.Command(
            $$"""
            WITH RECURSIVE numbers (n) AS
                (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {{(2 * IdempotencyKeys.ExpiredBatch) + 50}})
            INSERT INTO idempotency_keys SELECT '', 'old-' || n, '', '{}', $created FROM numbers
            """,
            ("$created", Timestamp.Format(_time.GetUtcNow()))))
        {
            await insert.ExecuteNonQueryAsync(Cancellation);
        }

        _time.Advance(TimeSpan.FromHours(25));
        var left = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            await CreateAsync(backend, i.ToString(CultureInfo.InvariantCulture));
            left.Add(await connection.CountAsync("SELECT COUNT(*) FROM idempotency_keys WHERE key LIKE 'old-%'", Cancellation));
        }

        Assert.Equal([IdempotencyKeys.ExpiredBatch + 50, 50, 0, 0], left);
        Assert.Equal(4, await connection.CountAsync("SELECT COUNT(*) FROM idempotency_keys", Cancellation));
    }

    [Fact]
    public async Task A_key_survives_a_restart()
    {
        string first;
        await using (var backend = await StartAsync())
        {
            first = await CreateAsync(backend, "key");
        }

        await using var restarted = await StartAsync();

        Assert.Equal(first, await CreateAsync(restarted, "key"));
    }

    [Fact]
    public async Task Backends_on_the_same_data_create_one_ticket_for_one_key()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var before = await one.TicketsAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(index => CreateAsync(index % 2 == 0 ? one : other, "key")));

        Assert.Single(ids.Distinct());
        Assert.Equal(before + 1, await other.TicketsAsync());
    }

    private static async Task<string> CreateAsync(BackendFixture backend, string key, string json = Request) =>
        (await backend.PostAsync("/tickets", json, ("Idempotency-Key", key)).ReadAsync(HttpStatusCode.Created)).GetProperty("id")
            .GetString()!;

    private async Task<BackendFixture> StartAsync(string? lifetime = null)
    {
        var backend = new BackendFixture(_directory, builder =>
        {
            builder.UseSetting("Idempotency:KeyLifetime", lifetime);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_time));
        });
        await backend.InitializeAsync();
        return backend;
    }
}
