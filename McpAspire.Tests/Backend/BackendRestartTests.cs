using System.Diagnostics;
using System.Net;
using System.Text;
using McpAspire.MockBackend.Store;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class BackendRestartTests(ITestOutputHelper output) : IDisposable
{
    private const string Ticket = """{"title":"Kept","description":"This must outlive the process."}""";

    private readonly BackendDataDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
    }

    [Fact]
    public async Task A_restart_keeps_tickets_and_their_numbering()
    {
        string first;
        await using (var backend = await StartAsync())
        {
            first = await CreateAsync(backend);
        }

        await using var restarted = await StartAsync();
        await restarted.GetAsync($"/tickets/{first}").ReadAsync();
        var second = await CreateAsync(restarted);

        Assert.Equal("T-001401", first);
        Assert.Equal("T-001402", second);
    }

    [Fact]
    public async Task Two_backends_on_the_same_data_give_distinct_ids()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => CreateAsync(index % 2 == 0 ? one : other)));

        Assert.Equal(40, ids.Distinct().Count());
        Assert.Equal(1440, (await other.GetAsync("/tickets?limit=1").ReadAsync()).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_killed_process_loses_no_acknowledged_ticket()
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        var started = Stopwatch.StartNew();
        await using var process = ProgramUnderTest.StartBackend(_directory);
        var address = await process.ListeningAsync(Cancellation);
        output.WriteLine($"Process start to listening, with seeding: {started.ElapsedMilliseconds} ms");
        using var created = await http.PostAsync(
            new Uri(address, "/tickets"),
            new StringContent(Ticket, Encoding.UTF8, "application/json"),
            Cancellation);
        await process.KillAsync();

        started.Restart();
        await using var restarted = ProgramUnderTest.StartBackend(_directory);
        var again = await restarted.ListeningAsync(Cancellation);
        output.WriteLine($"Process start to listening, without seeding: {started.ElapsedMilliseconds} ms");
        using var found = await http.GetAsync(new Uri(again, created.Headers.Location!), Cancellation);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    [Fact]
    public async Task Startup_fails_with_a_message_for_a_file_of_a_newer_version()
    {
        using (var database = new Database(_directory.Path))
        {
            await using var connection = await database.OpenAsync(Cancellation);
            await connection.ExecuteAsync($"PRAGMA user_version = {Migrations.CurrentVersion + 1}", Cancellation);
        }

        await using var process = ProgramUnderTest.StartBackend(_directory);
        var exitCode = await process.ExitedAsync(Cancellation);

        Assert.Equal(1, exitCode);
        Assert.Contains($"has schema version {Migrations.CurrentVersion + 1}", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", process.Output, StringComparison.Ordinal);
    }

    private static async Task<string> CreateAsync(BackendFixture backend)
    {
        var ticket = await backend.PostAsync("/tickets", Ticket).ReadAsync(HttpStatusCode.Created);
        return ticket.GetProperty("id").GetString()!;
    }

    private async Task<BackendFixture> StartAsync()
    {
        var backend = new BackendFixture(_directory);
        await backend.InitializeAsync();
        return backend;
    }
}
