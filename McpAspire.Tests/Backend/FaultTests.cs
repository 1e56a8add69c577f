using System.Net;
using System.Text.Json;
using McpAspire.MockBackend.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class FaultTests(BackendFixture backend) : IClassFixture<BackendFixture>, IAsyncLifetime
{
    private const string Ticket = """{"title":"T","description":"0123456789"}""";

    /// <summary>Removes the rules that the previous test left.</summary>
    public async ValueTask InitializeAsync() => await backend.InjectAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task A_status_is_a_problem_and_the_API_is_not_called(int status)
    {
        var before = await backend.TicketsAsync();
        await backend.InjectAsync($"status={status}");
        await backend.PostAsync("/tickets", Ticket).ReadProblemAsync((HttpStatusCode)status);

        Assert.Equal(before, await backend.TicketsAsync());
    }

    [Fact]
    public async Task A_status_can_have_a_Retry_After_in_seconds_or_as_a_date()
    {
        await backend.InjectAsync("status=429;retry-after=7", "status=503;retry-after=Wed, 02 Jan 2030 03:04:05 GMT");
        using var seconds = await backend.GetAsync("/users");
        using var date = await backend.GetAsync("/users");

        Assert.Equal(TimeSpan.FromSeconds(7), seconds.Headers.RetryAfter?.Delta);
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), date.Headers.RetryAfter?.Date);
    }

    [Fact]
    public async Task A_redirect_to_itself_is_endless()
    {
        await backend.InjectAsync("redirect;count=4");
        using var http = new HttpClient(new SocketsHttpHandler { MaxAutomaticRedirections = 3 }) { BaseAddress = backend.Address };
        using var response = await http.GetAsync(new Uri("/users/redirected?details=true", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/users/redirected?details=true", response.Headers.Location?.ToString());
        Assert.Equal(4, backend.Services.GetRequiredService<RequestCounter>().All.Single(count => count.Path == "/users/redirected").Count);
    }

    [Fact]
    public async Task A_redirect_has_the_requested_target_and_status()
    {
        await backend.InjectAsync("redirect=https://example.test/login?a=b;status=308");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = backend.Address };
        using var response = await http.GetAsync(new Uri("/users", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal("https://example.test/login?a=b", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_truncated_body_is_the_first_half_with_a_matching_length()
    {
        var whole = (await backend.GetAsync("/users/123").ReadAsync()).GetRawText();
        await backend.InjectAsync("body=truncated");
        using var response = await backend.GetAsync("/users/123");
        var half = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(half.Length, response.Content.Headers.ContentLength);
        Assert.Equal(whole[..(whole.Length / 2)], half);
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(half));
    }

    [Fact]
    public async Task Garbage_has_the_JSON_content_type_but_is_not_JSON()
    {
        await backend.InjectAsync("body=garbage");
        using var response = await backend.GetAsync("/users/123");
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(body));
    }

    [Theory]
    [InlineData("body=html", HttpStatusCode.OK)]
    [InlineData("body=html;status=502", HttpStatusCode.BadGateway)]
    public async Task An_HTML_page_has_the_HTML_content_type(string fault, HttpStatusCode status)
    {
        await backend.InjectAsync(fault);
        using var response = await backend.GetAsync("/users/123");

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(100_000)]
    [InlineData(60_000_000)]
    public async Task A_huge_body_is_one_JSON_object_of_the_requested_size_in_chunks(int size)
    {
        await backend.InjectAsync($"body=huge;size={size}");
        using var response = await backend.GetAsync("/users/123");
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var (read, last, chunk) = (0, (byte)0, new byte[1 << 16]);
        while (await body.ReadAsync(chunk, Cancellation) is > 0 and var count)
        {
            (read, last) = (read + count, chunk[count - 1]);
        }

        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.Equal(size, read);
        Assert.Equal((byte)'}', last);
    }

    [Fact]
    public async Task A_huge_body_of_minimum_size_is_well_formed()
    {
        await backend.InjectAsync("body=huge;size=20");
        var body = await backend.GetAsync("/users/123").ReadAsync();

        Assert.Equal("xxxxxx", body.GetProperty("padding").GetString());
    }

    [Theory]
    [InlineData("body=truncated")]
    [InlineData("body=garbage")]
    [InlineData("body=html")]
    [InlineData("body=huge;size=14")]
    [InlineData("body=slow;interval=1")]
    public async Task The_API_is_called_before_its_response_is_spoiled(string fault)
    {
        var before = await backend.TicketsAsync();
        await backend.InjectAsync(fault);
        using var response = await backend.PostAsync("/tickets", Ticket);
        await response.Content.ReadAsByteArrayAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(before + 1, await backend.TicketsAsync());
    }

    [Fact]
    public async Task A_count_per_path_applies_to_each_path()
    {
        Assert.Equal(
            [503, 503, 200, 200],
            await StatusesAsync("status=503;count=1;per=path", "/users/123", "/users/user-123", "/users/123", "/users/user-123"));
    }

    [Fact]
    public async Task A_fault_applies_to_the_method_and_path_of_its_rule()
    {
        Assert.Equal([503, 200, 200], await StatusesAsync("status=503;count=*;path=/users/*", "/users/123", "/users", "/tickets"));
        Assert.Equal([200], await StatusesAsync("status=503;method=POST", "/users"));
    }

    [Fact]
    public async Task Health_has_a_fault_only_when_the_path_names_it()
    {
        Assert.Equal([200, 200, 200], await StatusesAsync("status=503;count=*", "/health", "/health/ready", "/openapi/v1.json"));
        Assert.Equal([200], await StatusesAsync("status=503;path=/*", "/health/ready"));
        Assert.Equal([599, 599], await StatusesAsync("status=599;count=*;path=/health*", "/health", "/health/ready"));
    }

    private async Task<IReadOnlyList<int>> StatusesAsync(string rule, params string[] paths)
    {
        await backend.InjectAsync(rule);
        var statuses = new List<int>();
        foreach (var path in paths)
        {
            using var response = await backend.GetAsync(path);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }
}
