using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Unit.ServiceDefaults;

public sealed class BackendRetryTests
{
    private readonly ResilientClient _client = new();

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Retries_a_read_until_it_succeeds(string method)
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Fails, ScriptedBackend.Fails, ScriptedBackend.Works);
        using var response = await _client.SendAsync(new HttpMethod(method), backend);
        Assert.Equal((HttpStatusCode.OK, 3, 2), (response.StatusCode, backend.Calls, _client.Time.Skipped.Count));
    }

    [Fact]
    public async Task Stops_after_three_retries()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Fails);
        using var response = await _client.SendAsync(HttpMethod.Get, backend);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 4), (response.StatusCode, backend.Calls));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Never_retries_a_write(string method)
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Fails, ScriptedBackend.Works);
        using var response = await _client.SendAsync(new HttpMethod(method), backend);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (response.StatusCode, backend.Calls));
    }

    [Theory]
    [InlineData("POST", 2)]
    [InlineData("PUT", 1)]
    [InlineData("DELETE", 1)]
    public async Task Retries_a_POST_with_an_idempotency_key_and_no_other_write(string method, int calls)
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Break(), ScriptedBackend.Works);
        var answer = await Record.ExceptionAsync(() => _client.SendAsync(new HttpMethod(method), backend, idempotencyKey: "one"));

        Assert.Equal((calls == 1, calls), (answer is HttpRequestException, backend.Calls));
    }

    [Fact]
    public async Task Never_retries_a_write_after_a_broken_connection()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Break(), ScriptedBackend.Works);
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync(HttpMethod.Post, backend));
        Assert.Equal(1, backend.Calls);
    }

    [Fact]
    public async Task Retries_a_read_after_a_broken_connection()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Break(), ScriptedBackend.Works);
        using var response = await _client.SendAsync(HttpMethod.Get, backend);
        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, backend.Calls));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task Returns_a_refusal_without_a_retry(HttpStatusCode status)
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Answer(status), ScriptedBackend.Works);
        using var response = await _client.SendAsync(HttpMethod.Get, backend);
        Assert.Equal((status, 1), (response.StatusCode, backend.Calls));
    }

    [Fact]
    public async Task Waits_as_long_as_the_backend_requests()
    {
        using var backend = new ScriptedBackend(
            ScriptedBackend.Answer(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), ScriptedBackend.Works);
        using var response = await _client.SendAsync(HttpMethod.Get, backend);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([TimeSpan.FromSeconds(7)], _client.Time.Skipped);
    }

    [Fact]
    public async Task Returns_the_response_when_the_requested_wait_exceeds_the_deadline()
    {
        using var backend = new ScriptedBackend(
            ScriptedBackend.Answer(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(61)), ScriptedBackend.Works);
        using var response = await _client.SendAsync(HttpMethod.Get, backend);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, 1, 61),
            (response.StatusCode, backend.Calls, (int)response.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Does_not_affect_other_clients()
    {
        using var backend = new ScriptedBackend(ScriptedBackend.Fails);
        await using var services = _client.Services(backend);
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        using var response = await client.GetAsync(new Uri("http://backend/"), Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (response.StatusCode, backend.Calls));
        Assert.Equal(TimeSpan.FromSeconds(100), client.Timeout);
    }
}
