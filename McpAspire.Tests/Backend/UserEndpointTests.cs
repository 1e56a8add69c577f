using System.Net;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class UserEndpointTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    [Theory]
    [InlineData("123")]
    [InlineData("user-123")]
    public async Task Returns_the_users_of_the_examples(string id)
    {
        var user = await backend.GetAsync($"/users/{id}").ReadAsync();

        Assert.Equal(["id", "name", "email", "created_at"], user.EnumerateObject().Select(property => property.Name));
        Assert.Equal(id, user.GetProperty("id").GetString());
        Assert.Matches(@"^[a-z]+\.[a-z]+@example\.(com|org|net)$", user.GetProperty("email").GetString());
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$", user.GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task Adds_details_only_on_request()
    {
        var with = await backend.GetAsync("/users/123?details=true").ReadAsync();
        var without = await backend.GetAsync("/users/123?details=false").ReadAsync();

        var details = with.GetProperty("details");
        Assert.NotEmpty(details.GetProperty("department").GetString()!);
        Assert.NotEmpty(details.GetProperty("title").GetString()!);
        Assert.NotEmpty(details.GetProperty("location").GetString()!);
        Assert.True(details.GetProperty("active").GetBoolean());
        Assert.False(without.TryGetProperty("details", out _));
    }

    [Fact]
    public async Task Omits_the_manager_of_the_head_of_a_department()
    {
        var head = await backend.GetAsync("/users/user-001?details=true").ReadAsync();

        Assert.False(head.GetProperty("details").TryGetProperty("manager_id", out _));
    }

    [Fact]
    public async Task Names_managers_that_exist()
    {
        var user = await backend.GetAsync("/users/user-123?details=true").ReadAsync();

        await backend.GetAsync($"/users/{user.GetProperty("details").GetProperty("manager_id").GetString()}").ReadAsync();
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("user-9999")]
    [InlineData("USER-123")]
    public async Task Returns_not_found_for_an_unknown_user(string id)
    {
        var problem = await backend.GetAsync($"/users/{id}").ReadProblemAsync(HttpStatusCode.NotFound);

        Assert.DoesNotContain(id, problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a%20b")]
    [InlineData(".hidden")]
    [InlineData("-x")]
    [InlineData("..%2Ftickets")]
    [InlineData("a%2Fb")]
    [InlineData("1'%20OR%20'1'='1")]
    [InlineData("x;DROP%20TABLE%20users")]
    [InlineData("%C3%A9")]
    [InlineData("a%0A")]
    public async Task Rejects_an_invalid_id(string id)
    {
        await backend.GetAsync($"/users/{id}").RefusesAsync("id");
    }

    [Fact]
    public async Task Accepts_ids_of_128_characters_and_refuses_129()
    {
        await backend.GetAsync($"/users/{new string('a', 128)}").ReadProblemAsync(HttpStatusCode.NotFound);
        await backend.GetAsync($"/users/{new string('a', 129)}").RefusesAsync("id");
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("1")]
    [InlineData("")]
    public async Task Rejects_details_that_are_not_a_boolean(string details)
    {
        await backend.GetAsync($"/users/123?details={details}").RefusesAsync("details");
    }

    [Fact]
    public async Task Lists_ten_users_by_default()
    {
        var page = await backend.GetAsync("/users").ReadAsync();

        Assert.Equal(["total", "items", "skip", "limit"], page.EnumerateObject().Select(property => property.Name));
        Assert.Equal(360, page.GetProperty("total").GetInt32());
        Assert.Equal(0, page.GetProperty("skip").GetInt32());
        Assert.Equal(10, page.GetProperty("limit").GetInt32());
        Assert.Equal(10, page.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Pages_show_every_user_once()
    {
        var ids = new List<string>();
        for (var skip = 0; skip < 360; skip += 100)
        {
            ids.AddRange((await backend.GetAsync($"/users?skip={skip}&limit=100").ReadAsync()).Ids());
        }

        Assert.Equal(360, ids.Count);
        Assert.Equal(360, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData("skip=0&limit=1", 1)]
    [InlineData("skip=0&limit=100", 100)]
    [InlineData("skip=359&limit=100", 1)]
    [InlineData("skip=360", 0)]
    [InlineData("skip=2147483647", 0)]
    public async Task Accepts_pages_at_the_limits(string query, int expected)
    {
        var page = await backend.GetAsync($"/users?{query}").ReadAsync();

        Assert.Equal(expected, page.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("skip=-1", "skip")]
    [InlineData("skip=1&skip=2", "skip")]
    [InlineData("skip=0x10", "skip")]
    [InlineData("skip=a&limit=b", "limit", "skip")]
    [InlineData("skip=-1&limit=101", "limit", "skip")]
    public async Task Rejects_pages_beyond_the_limits(string query, params string[] fields)
    {
        await backend.GetAsync($"/users?{query}").RefusesAsync(fields);
    }
}
