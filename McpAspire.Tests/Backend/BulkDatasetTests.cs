using System.Net;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class BulkDatasetTests : IAsyncLifetime
{
    private readonly BackendDataDirectory _directory = new();
    private readonly BackendFixture _backend;

    public BulkDatasetTests()
    {
        _backend = new BackendFixture(_directory, builder => builder.UseSetting("Datasets:BulkRows", "2500"));
    }

    public ValueTask InitializeAsync() => _backend.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Is_listed_with_its_rows()
    {
        var datasets = await _backend.GetAsync("/datasets").ReadAsync();

        Assert.Equal(["bulk", "orders", "products", "tickets", "users"], datasets.Ids("name"));
        Assert.Equal(2500, datasets.GetProperty("items")[0].GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task Pages_show_every_row_once_in_the_order_of_the_key()
    {
        var ids = new List<long>();
        for (var skip = 0; skip < 2500; skip += 1000)
        {
            var page = await _backend.PostAsync("/data/bulk/query", $$"""{"skip":{{skip}},"limit":1000}""").ReadAsync();
            Assert.Equal(2500, page.GetProperty("total").GetInt64());
            ids.AddRange(page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
        }

        Assert.Equal(Enumerable.Range(1, 2500).Select(id => (long)id), ids);
    }

    [Fact]
    public async Task Filters_work_and_a_text_is_the_same_each_time()
    {
        var page = await _backend.PostAsync(
            "/data/bulk/query", """{"filters":{"id":{"gte":1000,"lt":2000},"text":{"contains":"08B35B68"}}}""")
            .ReadAsync();
        var row = Assert.Single(page.GetProperty("data").EnumerateArray());

        Assert.Equal(1, page.GetProperty("total").GetInt64());
        Assert.Equal(1000, row.GetProperty("id").GetInt64());
        Assert.Equal(string.Concat(Enumerable.Repeat("08b35b68", 125)), row.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Has_the_number_of_rows_of_its_own_setting()
    {
        await using var smaller = new BackendFixture(_directory, builder => builder.UseSetting("Datasets:BulkRows", "10"));
        await smaller.InitializeAsync();

        Assert.Equal(10, (await smaller.PostAsync("/data/bulk/query", "{}").ReadAsync()).GetProperty("total").GetInt64());
        Assert.Equal(2500, (await _backend.PostAsync("/data/bulk/query", "{}").ReadAsync()).GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Does_not_exist_by_default()
    {
        await using var plain = new BackendFixture();
        await plain.InitializeAsync();

        await plain.PostAsync("/data/bulk/query", "{}").ReadProblemAsync(HttpStatusCode.NotFound);
    }
}
