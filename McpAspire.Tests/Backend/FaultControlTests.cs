using System.Net.Http.Json;
using System.Text.Json;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class FaultControlTests(BackendFixture backend) : IClassFixture<BackendFixture>, IAsyncLifetime
{
    private const string Control = "/control/faults";

    private const string Ticket = """{"title":"T","description":"0123456789"}""";

    public async ValueTask InitializeAsync() => await backend.SendAsync(HttpMethod.Delete, Control).ReadAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Faults_apply_in_order_to_one_request_each()
    {
        await AddAsync("status=500", "status=502;count=2", "body=html;status=503");

        Assert.Equal([500, 502, 502, 503, 200], await StatusesAsync("/users", "/users", "/tickets", "/users", "/users"));
        Assert.Empty((await backend.GetAsync(Control).ReadAsync()).GetProperty("pending").EnumerateArray());
    }

    [Fact]
    public async Task The_first_matching_fault_applies()
    {
        await AddAsync("status=500;path=/tickets*", "status=502;path=/users/123", "status=503;method=GET");

        Assert.Equal([502, 500, 503, 200], await StatusesAsync("/users/123", "/tickets/T-000001", "/users/123", "/users/123"));
    }

    [Fact]
    public async Task A_fault_for_all_requests_lasts_until_it_is_deleted()
    {
        var added = await AddAsync("status=503;count=*", "status=500");

        Assert.Equal([503, 503, 503], await StatusesAsync("/users", "/users", "/users"));
        Assert.False(added.GetProperty("pending")[0].TryGetProperty("remaining", out _));
        await backend.SendAsync(HttpMethod.Delete, Control).ReadAsync();
        Assert.Equal([200], await StatusesAsync("/users"));
    }

    [Fact]
    public async Task PUT_replaces_the_faults_in_force()
    {
        await AddAsync("status=503;count=*");
        using var body = JsonContent.Create(new { faults = (string[])["status=500"], token = new { status = 503 } });
        await backend.SendAsync(HttpMethod.Put, Control, body).ReadAsync();

        Assert.Equal([500, 200], await StatusesAsync("/users", "/users"));
    }

    [Fact]
    public async Task Lists_the_pending_faults()
    {
        await AddAsync("status=503;count=3;path=/users", "drop=after;method=POST");
        await StatusesAsync("/users");
        var pending = (await backend.GetAsync(Control).ReadAsync()).GetProperty("pending").EnumerateArray().Select(
            fault => $"{fault.GetProperty("fault")} {fault.GetProperty("remaining")}");

        Assert.Equal(["status=503;count=3;path=/users 2", "drop=after;method=POST 1"], pending);
    }

    [Fact]
    public async Task Parallel_requests_share_a_count()
    {
        await AddAsync("status=503;count=10");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => StatusesAsync("/users/123")));

        Assert.Equal(10, statuses.Count(status => status is [503]));
    }

    [Fact]
    public async Task Counts_requests_and_idempotency_keys_by_method_and_path()
    {
        await AddAsync("status=503;method=POST");
        foreach (var key in new[] { "a", "a", "b" })
        {
            using var response = await backend.PostAsync("/tickets", Ticket, ("Idempotency-Key", key));
        }

        using var without = await backend.PostAsync("/tickets", Ticket);
        await StatusesAsync("/tickets", "/users?skip=1", "/users?skip=2", "/health/ready");
        var requests = (await backend.GetAsync(Control).ReadAsync()).GetProperty("requests");

        Assert.Equal(
            ["GET /tickets 1 0 0", "POST /tickets 4 3 2", "GET /users 2 0 0"],
            requests.EnumerateArray().Select(count =>
                $"{count.GetProperty("method")} {count.GetProperty("path")} {count.GetProperty("count")} "
                    + $"{count.GetProperty("with_idempotency_key")} {count.GetProperty("idempotency_keys")}"));
    }

    [Fact]
    public async Task The_control_route_has_no_faults()
    {
        await AddAsync("status=503;count=*;path=/control*", "status=503;count=*");

        await backend.GetAsync(Control).ReadAsync();
    }

    [Theory]
    [InlineData("""{"faults":["status=503","status=999"]}""", "faults[1]")]
    [InlineData("""{"faults":[null]}""", "faults[0]")]
    [InlineData("""{"faults":[]}""", "faults")]
    [InlineData("""{"faults":"status=503"}""", "faults")]
    [InlineData("""{}""", "faults")]
    [InlineData("""{"faults":["status=503"],"other":1}""", "other")]
    [InlineData("status=503", "body")]
    public async Task Rejects_an_invalid_list_of_rules_and_adds_none_of_it(string json, string field)
    {
        await backend.PostAsync(Control, json).RefusesAsync(field);

        Assert.Equal([200], await StatusesAsync("/users"));
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:8080", 200)]
    [InlineData("127.0.0.1:8080", 200)]
    [InlineData("[::1]:8080", 200)]
    [InlineData("backend.example", 404)]
    [InlineData("localhost.example", 404)]
    [InlineData("10.0.0.1", 404)]
    public async Task Responds_to_host_names_of_loopback_only(string host, int status)
    {
        using var response = await backend.GetAsync(Control, ("Host", host));

        Assert.Equal(status, (int)response.StatusCode);
    }

    private Task<JsonElement> AddAsync(params string[] faults) =>
        backend.PostAsync(Control, JsonSerializer.Serialize(new Dictionary<string, string[]> { ["faults"] = faults })).ReadAsync();

    private async Task<IReadOnlyList<int>> StatusesAsync(params string[] paths)
    {
        var statuses = new List<int>();
        foreach (var path in paths)
        {
            using var response = await backend.GetAsync(path);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }
}
